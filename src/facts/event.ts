import { type RepositoryId, repositoryKey } from "../domain/repository-id.ts";

/**
 * What the bot hears, trimmed to what it acts on. A comment carries its text, since that is what was said at that
 * moment; about everything else an event only says "look again", and all state is read fresh.
 */
export type TrackerEvent<Kind extends keyof EventsByKind = keyof EventsByKind> = {
  [K in Kind]: EventsByKind[K];
}[Kind];

interface EventsByKind {
  readonly comment: CommentEvent;
  readonly "pull-request": PullRequestEvent;
  readonly push: PushEvent;
  readonly check: CheckEvent;
  readonly "merge-group": MergeGroupEvent;
  readonly day: DayEvent;
  readonly issue: IssueEvent;
  readonly onboard: OnboardEvent;
}

/** Fields of every event. */
interface EventBase {
  /** Names the happening itself, however often and by whatever way it is heard of: a second one is a duplicate. */
  readonly key: string;
  /** ISO 8601 instant at which it happened on GitHub. Orders a batch; deliveries may arrive in any order. */
  readonly at: string;
}

/** A comment on an issue or pull request, or the text with which one was opened. */
export interface CommentEvent extends EventBase {
  readonly kind: "comment";
  /** Number of the issue or pull request. */
  readonly thread: number;
  readonly onPullRequest: boolean;
  /** Title of the issue or pull request, for commands that name no diagram. */
  readonly title: string;
  readonly author: string;
  /** The account's ID. Absent in what an older version wrote down. */
  readonly authorId?: number;
  /** An App or another bot wrote it; its `author` ends in `[bot]` then, so that it is never a person's login. */
  readonly isBot?: true;
  readonly body: string;
  /** The text before an edit: only what the edit added is run. Null when the comment is new. */
  readonly previousBody: string | null;
}

/** Something about a pull request, its reviews or its files changed. */
export interface PullRequestEvent extends EventBase {
  readonly kind: "pull-request";
  readonly number: number;
  /** What it said when it was closed, which nothing that is written later can change. */
  readonly closedWith?: { readonly title: string; readonly body: string } | undefined;
}

/** Somebody else pushed to the default branch: the tracker may have to be rendered anew. */
interface PushEvent extends EventBase {
  readonly kind: "push";
  /** Paths of YAML files that it added, changed or removed, as far as the webhook names them. */
  readonly changed?: readonly string[] | undefined;
}

/** Another day began (UTC): what depends on the date may have to be rendered anew. Its key names the day. */
interface DayEvent extends EventBase {
  readonly kind: "day";
}

/** Something happened in the sidebar of an issue: who is assigned, and by whom, is read from there. */
interface IssueEvent extends EventBase {
  readonly kind: "issue";
  readonly number: number;
  /** The diagram changed then (ISO instant), and what follows from that may not be done yet. Absent: somebody did something there. */
  readonly since?: string;
}

/** The App was given the repository, or somebody asked for a campaign there. */
export interface OnboardEvent extends EventBase {
  readonly kind: "onboard";
  /** `installed`: with so many others that nobody thought of each. `picked`: by hand, with a few. */
  readonly because: "installed" | "picked" | "asked";
  /** Where it was asked for, and by whom; absent: nobody asked. */
  readonly thread?: number;
  readonly by?: string;
}

/** Somebody pressed a button of one of our checks. */
export interface CheckEvent extends EventBase {
  readonly kind: "check";
  readonly wish: "again" | "override";
  readonly headSha: string;
  /** Null where the webhook does not say: for suites of pull requests from forks. */
  readonly number: number | null;
  /** Who pressed it. Whether they may is not GitHub's business. */
  readonly by: string;
  /** The account's ID. Absent in what an older version wrote down. */
  readonly byId?: number;
}

/** Pull requests wait in a merge queue for checks of the commit that they would become together. */
export interface MergeGroupEvent extends EventBase {
  readonly kind: "merge-group";
  readonly headSha: string;
  /** The commit that the group begins after. */
  readonly baseSha: string;
  /** The branch that the group waits for. */
  readonly branch: string;
  /** The last pull request of the group, by the name of its branch; null where that has another form. */
  readonly number: number | null;
}

/** What there is to know of a kind of event, whatever is decided about it. */
interface EventKind<Event> {
  /** It is something that a person wrote, known by its own key however it is heard of; nothing else is carried out twice over. */
  readonly isWritten: boolean;
  /** The thread on which it gets an answer; null: none. */
  readonly answeredOn: (event: Event) => number | null;
  /** The pull request that it is certainly about; null: none. */
  readonly pullRequest: (event: Event) => number | null;
}

const EVENT_KINDS: { readonly [K in keyof EventsByKind]: EventKind<EventsByKind[K]> } = {
  comment: {
    isWritten: true,
    answeredOn: ({ thread }) => thread,
    pullRequest: ({ onPullRequest, thread }) => (onPullRequest ? thread : null),
  },
  "pull-request": { isWritten: false, answeredOn: () => null, pullRequest: ({ number }) => number },
  push: { isWritten: false, answeredOn: () => null, pullRequest: () => null },
  check: {
    isWritten: false,
    // To run it again is answered by the check; whoever asks for an override is told how.
    answeredOn: ({ wish, number }) => (wish === "override" ? number : null),
    pullRequest: ({ number }) => number,
  },
  "merge-group": { isWritten: false, answeredOn: () => null, pullRequest: ({ number }) => number },
  day: { isWritten: false, answeredOn: () => null, pullRequest: () => null },
  issue: { isWritten: false, answeredOn: ({ number }) => number, pullRequest: () => null },
  onboard: { isWritten: false, answeredOn: () => null, pullRequest: () => null },
};

/** Where an event happened. */
export type EventRepository = Pick<Delivery, "repository" | "databaseId">;

/** GitHub counts what these keys name through all repositories; what others name only within one. */
const COUNTED_EVERYWHERE = /^(?:comment|review|review-comment)-\d/;

/**
 * Names an event among those of all repositories, whatever way it is heard of: as a delivery's ID, for one. What people
 * wrote keeps it when the repository is renamed or transferred.
 */
export function eventId(repository: EventRepository, { key }: Pick<TrackerEvent, "key">): string {
  if (COUNTED_EVERYWHERE.test(key)) return key;
  return repository.databaseId === undefined
    ? formerEventId(repository, { key })
    : `${repository.databaseId}:${key}`;
}

/** What it was called by earlier versions, and is where the repository's ID is not known. */
export function formerEventId(
  { repository }: Pick<EventRepository, "repository">,
  { key }: Pick<TrackerEvent, "key">,
): string {
  return `${repositoryKey(repository)}:${key}`;
}

/** An ID as an earlier version wrote it → as it is now, where that can be told from it alone. */
export function currentEventId(id: string): string {
  const [, key] = /^[^/:]+\/[^/:]+:(.+)$/.exec(id) ?? [];
  return key !== undefined && COUNTED_EVERYWHERE.test(key) ? key : id;
}

export function isWritten({ kind }: Pick<TrackerEvent, "kind">): boolean {
  return EVENT_KINDS[kind].isWritten;
}

/** The thread on which the event gets an answer, or null. */
export function answeredOn<K extends keyof EventsByKind>(event: TrackerEvent<K>): number | null {
  const { answeredOn: thread }: EventKind<TrackerEvent<K>> = EVENT_KINDS[event.kind as K];
  return thread(event);
}

/** The pull request that the event is certainly about, or null. */
export function pullRequestAbout<K extends keyof EventsByKind>(event: TrackerEvent<K>): number | null {
  const { pullRequest }: EventKind<TrackerEvent<K>> = EVENT_KINDS[event.kind as K];
  return pullRequest(event);
}

/** An event as the inbox keeps it: which delivery brought it, for which repository. */
export interface Delivery {
  /**
   * The same for every way in which the event may be heard again: for what was said `eventId`, for everything else
   * GitHub's delivery GUID, which a redelivery keeps.
   */
  readonly id: string;
  /** As it was called when this was heard. */
  readonly repository: RepositoryId;
  /** GitHub's ID of the repository, which it keeps under every name and owner. Absent: nobody told it. */
  readonly databaseId?: number | undefined;
  /** Null where the credentials of the process serve every repository (Actions, playground with a token). */
  readonly installationId: number | null;
  readonly event: TrackerEvent;
}
