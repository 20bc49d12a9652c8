import type { SidebarWork } from "../../decide/plan.ts";
import type { RepositoryClient } from "../client/repository-client.ts";

/** Labels that come and go, and whether the issue is open: in one request. `made`: IDs of labels that were made just now. */
export async function changeIssue(
  { client }: RepositoryClient,
  {
    nodeId,
    addLabel,
    removeLabels,
    state,
  }: Pick<SidebarWork, "nodeId" | "addLabel" | "removeLabels" | "state">,
  made: ReadonlyMap<string, string>,
): Promise<void> {
  const added = addLabel && (addLabel.id ?? made.get(addLabel.name.toLowerCase()));
  const fields: string[] = [];
  const variables: Record<string, unknown> = { issue: nodeId };
  const parameters = ["$issue: ID!"];
  if (removeLabels.length > 0) {
    parameters.push("$remove: [ID!]!");
    variables["remove"] = removeLabels.map(({ id }) => id);
    fields.push(
      "removed: removeLabelsFromLabelable(input: { labelableId: $issue, labelIds: $remove }) { clientMutationId }",
    );
  }
  if (added) {
    parameters.push("$add: [ID!]!");
    variables["add"] = [added];
    fields.push(
      "added: addLabelsToLabelable(input: { labelableId: $issue, labelIds: $add }) { clientMutationId }",
    );
  }
  if (state === "reopen")
    fields.push("reopened: reopenIssue(input: { issueId: $issue }) { clientMutationId }");
  if (state === "close") {
    fields.push(
      "closed: closeIssue(input: { issueId: $issue, stateReason: COMPLETED }) { clientMutationId }",
    );
  }
  if (fields.length === 0) return;
  await client.graphql(
    `mutation ChangeIssue(${parameters.join(", ")}) {\n  ${fields.join("\n  ")}\n}`,
    variables,
  );
}
