import { Refused } from "../acts/refused.ts";
import { addLabels, removeLabels } from "../acts/sidebar.ts";
import { setThreadState } from "../acts/threads.ts";
import type { Label, Repository, Thread } from "../model.ts";
import { isGranted } from "../permissions.ts";
import { canSee } from "../rest/route.ts";
import { GraphqlRefusal } from "./refusal.ts";
import type { FieldResolvers, GraphqlContext } from "./resolver.ts";

interface LabelsInput {
  readonly labelableId: string;
  readonly labelIds: readonly string[];
}

type LabelChange = typeof addLabels;

export const sidebarMutations: FieldResolvers<unknown> = {
  addLabelsToLabelable: (_, { input }: { input: LabelsInput }, context) =>
    changeLabels(input, context, addLabels),
  removeLabelsFromLabelable: (_, { input }: { input: LabelsInput }, context) =>
    changeLabels(input, context, removeLabels),
  closeIssue: (
    _,
    { input }: { input: { issueId: string; stateReason?: "COMPLETED" | "NOT_PLANNED" } },
    context,
  ) => {
    const reason = input.stateReason === "NOT_PLANNED" ? "not_planned" : "completed";
    return setState(input.issueId, context, "closed", reason);
  },
  reopenIssue: (_, { input }: { input: { issueId: string } }, context) =>
    setState(input.issueId, context, "open", "completed"),
};

function changeLabels({ labelableId, labelIds }: LabelsInput, context: GraphqlContext, change: LabelChange) {
  const { repository, value } = findIssue(labelableId, context);
  const labels = labelIds.map((id) => findLabel(repository, id));
  asGraphql(() => change(context.world, repository, context.actor.account, value, labels));
  return { clientMutationId: null };
}

function setState(
  id: string,
  context: GraphqlContext,
  state: Thread["state"],
  reason: "completed" | "not_planned",
) {
  const { repository, value } = findIssue(id, context);
  asGraphql(() => setThreadState(context.world, repository, context.actor.account, value, state, reason));
  return { clientMutationId: null };
}

function findIssue(id: string, { world, actor }: GraphqlContext): { repository: Repository; value: Thread } {
  for (const repository of world.repositories.values()) {
    if (!canSee(actor, repository)) continue;
    for (const value of repository.threads.values()) {
      if (value.nodeId !== id || value.pull !== null) continue;
      if (!isGranted(world, actor, "issues", "write"))
        throw new GraphqlRefusal("FORBIDDEN", "Resource not accessible by integration");
      return { repository, value };
    }
  }
  throw notFound(id);
}

function findLabel({ labels }: Repository, id: string): Label {
  const label = [...labels.values()].find(({ nodeId }) => nodeId === id);
  if (label === undefined) throw notFound(id);
  return label;
}

function notFound(id: string): GraphqlRefusal {
  return new GraphqlRefusal("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
}

function asGraphql(act: () => void): void {
  try {
    act();
  } catch (error) {
    throw error instanceof Refused ? new GraphqlRefusal("UNPROCESSABLE", error.message) : error;
  }
}
