import type { RepositoryId } from "../domain/repository-id.ts";

/**
 * What the bot hears, trimmed to what it acts on. A comment carries its text, since that is what was said at that
 * moment; about everything else an event only says "look again", and all state is read fresh.
 */
export type TrackerEvent = CommentEvent | PullRequestEvent | PushEvent | CheckEvent | MergeGroupEvent;

/** Fields of every event. */
interface Heard {
  /** Names the happening itself, however often and by whatever way it is heard of: a second one is a duplicate. */
  readonly key: string;
  /** ISO 8601 instant at which it happened on GitHub. Orders a batch; deliveries may arrive in any order. */
  readonly at: string;
}

/** A comment on an issue or pull request, or the text with which one was opened. */
export interface CommentEvent extends Heard {
  readonly kind: "comment";
  /** Number of the issue or pull request. */
  readonly thread: number;
  readonly onPullRequest: boolean;
  /** Title of the issue or pull request, for commands that name no diagram. */
  readonly title: string;
  readonly author: string;
  readonly body: string;
  /** The text before an edit: only what the edit added is run. Null when the comment is new. */
  readonly previousBody: string | null;
}

/** Something about a pull request, its reviews or its files changed. */
export interface PullRequestEvent extends Heard {
  readonly kind: "pull-request";
  readonly number: number;
}

/** Somebody else pushed to the default branch: the tracker may have to be rendered anew. */
interface PushEvent extends Heard {
  readonly kind: "push";
}

/** Somebody pressed a button of one of our checks. */
export interface CheckEvent extends Heard {
  readonly kind: "check";
  readonly wish: "again" | "override";
  readonly headSha: string;
  /** Null where the webhook does not say: for suites of pull requests from forks. */
  readonly number: number | null;
  /** Who pressed it. Whether they may is not GitHub's business. */
  readonly by: string;
}

/** Pull requests wait in a merge queue for checks of the commit that they would become together. */
export interface MergeGroupEvent extends Heard {
  readonly kind: "merge-group";
  readonly headSha: string;
  /** The commit that the group begins after. */
  readonly baseSha: string;
  /** The branch that the group waits for. */
  readonly branch: string;
  /** The last pull request of the group, by the name of its branch; null where that has another form. */
  readonly number: number | null;
}

/** An event as the inbox keeps it: which delivery brought it, for which repository. */
export interface Delivery {
  /**
   * The same for every way in which the event may be heard again: for what was said the repository and the event's key,
   * for everything else GitHub's delivery GUID, which a redelivery keeps.
   */
  readonly id: string;
  readonly repository: RepositoryId;
  /** Null where the credentials of the process serve every repository (Actions, playground with a token). */
  readonly installationId: number | null;
  readonly event: TrackerEvent;
}
