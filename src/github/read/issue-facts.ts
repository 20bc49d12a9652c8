/**
 * Issues as they are now, with their sidebars. GitHub's own timeline says who did what there, also while the bot was away:
 * the payload of a webhook and what it calls its sender were seen to disagree with it.
 */
import { openedFor } from "../../decide/new-issues.ts";
import { type Person, personOf } from "../../domain/person.ts";
import type { IssueFacts, KnownLabels, LabelFacts, SidebarChange } from "../../facts/issue-facts.ts";
import { ask } from "../client/ask.ts";
import { type Page, present } from "../client/page.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { VIEWER_FIELDS, type ViewerAnswer } from "./review-requests.ts";

/** So many changes of the sidebar are looked through. */
const CHANGES = 100;
/** A query has ten seconds. */
export const ISSUES_PER_QUERY = 25;

const CHANGE_TYPES = {
  AssignedEvent: "assigned",
  UnassignedEvent: "unassigned",
  LabeledEvent: "labeled",
  UnlabeledEvent: "unlabeled",
  ClosedEvent: "closed",
  ReopenedEvent: "reopened",
} as const satisfies Readonly<Record<string, SidebarChange["what"]>>;

const by = "id createdAt actor { __typename login ... on Bot { databaseId } ... on User { databaseId } }";
const assignee = `${by} assignee { __typename ... on User { login databaseId } }`;
const label = `${by} label { name }`;

/** Spread this on `issue`. */
export const ISSUE_FRAGMENT = `fragment Sidebar on Issue {
  id number title state viewerDidAuthor body
  assignees(first: 10) { nodes { login databaseId } }
  labels(first: 100) { nodes { id name } }
  timelineItems(
    itemTypes: [ASSIGNED_EVENT, UNASSIGNED_EVENT, LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT], last: ${CHANGES}
  ) {
    nodes {
      __typename
      ... on AssignedEvent { ${assignee} } ... on UnassignedEvent { ${assignee} }
      ... on LabeledEvent { ${label} } ... on UnlabeledEvent { ${label} }
      ... on ClosedEvent { ${by} } ... on ReopenedEvent { ${by} }
    }
  }
}`;

/** Of the repository: most have no more. */
export const LABEL_FIELDS = "labels(first: 100) { nodes { id name } pageInfo { hasNextPage } }";

export interface LabelsAnswer {
  readonly labels?: {
    readonly nodes: Page<LabelFacts>["nodes"];
    readonly pageInfo: { readonly hasNextPage: boolean };
  } | null;
}

interface UserNode {
  readonly login: string;
  readonly databaseId: number | null;
}

interface IssueAnswer {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly state: "OPEN" | "CLOSED";
  readonly viewerDidAuthor: boolean;
  readonly body: string;
  readonly assignees: Pick<Page<UserNode>, "nodes">;
  readonly labels: Pick<Page<LabelFacts>, "nodes"> | null;
  readonly timelineItems: Pick<Page<ChangeNode>, "nodes">;
}

interface ChangeNode {
  readonly __typename: keyof typeof CHANGE_TYPES;
  readonly id: string;
  readonly createdAt: string;
  readonly actor: (Partial<UserNode> & { readonly __typename: string; readonly login: string }) | null;
  readonly assignee?: (Partial<UserNode> & { readonly __typename: string }) | null;
  readonly label?: { readonly name: string } | null;
}

export function issueFields(numbers: readonly number[]): string {
  return numbers.map((_, at) => `issue${at}: issue(number: $issue${at}) { ...Sidebar }`).join("\n    ");
}

export function issueParameters(numbers: readonly number[]): string[] {
  return numbers.map((_, at) => `$issue${at}: Int!`);
}

export function issueVariables(numbers: readonly number[]): Record<string, number> {
  return Object.fromEntries(numbers.map((number, at) => [`issue${at}`, number]));
}

/** Null for what is no issue, was deleted, or is another repository's by now. */
export function issuesIn(
  numbers: readonly number[],
  { fields, viewer }: ViewerAnswer & { readonly fields: Readonly<Record<string, unknown>> },
): Map<number, IssueFacts | null> {
  return new Map(
    numbers.map((number, at) => {
      const found = fields[`issue${at}`];
      // A number that leads to an issue of another one is that of an issue which was moved.
      return [number, isIssue(found) && found.number === number ? factsOf(found, viewer) : null];
    }),
  );
}

function isIssue(fields: unknown): fields is IssueAnswer {
  return typeof fields === "object" && fields !== null && "timelineItems" in fields;
}

function factsOf(issue: IssueAnswer, viewer: ViewerAnswer["viewer"]): IssueFacts {
  return {
    number: issue.number,
    nodeId: issue.id,
    title: issue.title,
    openedFor: issue.viewerDidAuthor ? openedFor(issue.body) : null,
    state: issue.state === "OPEN" ? "open" : "closed",
    assignees: present(issue.assignees.nodes).map(({ login, databaseId }) => ({ login, id: databaseId })),
    labels: present(issue.labels?.nodes),
    changes: present(issue.timelineItems.nodes).map((node) => changeOf(node, viewer)),
  };
}

function changeOf(
  { __typename, id, createdAt, actor, assignee, label }: ChangeNode,
  viewer: ViewerAnswer["viewer"],
): SidebarChange {
  const isOurs = viewer.databaseId !== null && actor?.databaseId === viewer.databaseId;
  return {
    id,
    at: createdAt,
    what: CHANGE_TYPES[__typename],
    by: actor && personOf(actor.login, actor.databaseId),
    isOurs,
    isByBot: actor?.__typename === "Bot",
    person: userIn(assignee),
    label: label?.name ?? null,
  };
}

function userIn(assignee: ChangeNode["assignee"]): Person | null {
  return assignee?.__typename === "User" ? personOf(assignee.login, assignee.databaseId) : null;
}

export function labelsIn({ labels }: LabelsAnswer): KnownLabels {
  const ids = present(labels?.nodes).map(({ id, name }) => [name.toLowerCase(), id] as const);
  return { ids: new Map(ids), isWhole: labels != null && !labels.pageInfo.hasNextPage };
}

export interface ReadIssues {
  readonly issues: ReadonlyMap<number, IssueFacts | null>;
  readonly labels: KnownLabels;
}

export async function readIssues(
  repo: RepositoryClient,
  numbers: readonly number[],
): Promise<ReadIssues | null> {
  const issues = new Map<number, IssueFacts | null>();
  let labels: KnownLabels | null = null;
  for (let at = 0; at < numbers.length; at += ISSUES_PER_QUERY) {
    const some = numbers.slice(at, at + ISSUES_PER_QUERY);
    const parameters = ["$owner: String!", "$name: String!", ...issueParameters(some)].join(", ");
    const document = `query ReadIssueSidebars(${parameters}) {
  repository(owner: $owner, name: $name) {
    ${issueFields(some)}
    ${LABEL_FIELDS}
  }
  ${VIEWER_FIELDS}
}
${ISSUE_FRAGMENT}`;
    const variables = { ...repo.repository, ...issueVariables(some) };
    type Answer = ViewerAnswer & { readonly repository: LabelsAnswer & Readonly<Record<string, unknown>> };
    const { repository, viewer } = await ask<Answer>(repo.client, document, variables);
    for (const [number, found] of issuesIn(some, { fields: repository, viewer })) issues.set(number, found);
    labels = labelsIn(repository);
  }
  return labels && { issues, labels };
}

/** The labels of these names. */
export async function readLabels(
  repo: RepositoryClient,
  names: readonly string[],
): Promise<Map<string, string | null>> {
  if (names.length === 0) return new Map();
  const parameters = names.map((_, at) => `, $label${at}: String!`).join("");
  const fields = names.map((_, at) => `label${at}: label(name: $label${at}) { id }`).join(" ");
  const document = `query ReadLabels($owner: String!, $name: String!${parameters}) {
  repository(owner: $owner, name: $name) { ${fields} }
}`;
  const variables = {
    ...repo.repository,
    ...Object.fromEntries(names.map((name, at) => [`label${at}`, name])),
  };
  type Answer = { readonly repository: Readonly<Record<string, { readonly id: string } | null>> };
  const { repository } = await ask<Answer>(repo.client, document, variables);
  return new Map(names.map((name, at) => [name.toLowerCase(), repository[`label${at}`]?.id ?? null]));
}
