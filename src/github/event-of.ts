/**
 * Webhook → events. Never throws: a payload that lacks what we need says nothing to us.
 *
 * Only what people do counts: comments of bots are none, and the bot's own pushes carry its trailer. A pull request or
 * push of a bot counts (somebody merges a bot's pull request), since it only says "look again".
 *
 * Keys can be told from the webhook and from the repository as it is, so that an event that is recovered later is known
 * to be the same one:
 * - `comment-<id>`, `issue-<number>`, `pull-<number>`: what was said when it was written; with `@<updated_at>`: an edit;
 * - `pull-request-<number>@<updated_at>`: the pull request changed (also by a review);
 * - `push-<sha>`: the default branch, or the bot's own, moved there;
 * - of checks: see `checks/check-events.ts`.
 */
import { z } from "zod";
import { instantAt } from "../clock.ts";
import { STANDING_MARKER } from "../decide/standing-pull-request.ts";
import type { RepositoryId } from "../domain/repository-id.ts";
import { repositoryKey } from "../domain/repository-id.ts";
import type { CommentEvent, Delivery, PullRequestEvent, TrackerEvent } from "../facts/event.ts";
import { SUBSCRIBED_EVENTS } from "../facts/subscribed-events.ts";
import { checkEventsOf } from "./checks/check-events.ts";
import { commentEvents, edited, issue, issueComment, openingEvents, thread } from "./comment-events.ts";
import { hasTrailer } from "./trailer.ts";
import { account, instant, sha } from "./webhook-fields.ts";

const pullRequest = edited.extend({ pull_request: thread });
const review = z.object({
  // In lower case here, in upper case in the API.
  review: z.object({ state: z.string() }),
  pull_request: z.object({ number: z.int(), updated_at: instant }),
});
const push = z.object({
  sender: account.optional(),
  ref: z.string(),
  after: sha,
  deleted: z.boolean(),
  head_commit: z.object({ message: z.string(), timestamp: instant }).nullish(),
  // Seconds in push events, though an instant everywhere else.
  repository: z.object({ default_branch: z.string(), pushed_at: z.union([z.int(), z.string()]).nullish() }),
});
const origin = z.object({
  repository: z.object({ name: z.string().min(1), owner: z.object({ login: z.string().min(1) }) }),
  installation: z.object({ id: z.int() }).optional(),
});

/** The events that a webhook stands for: an opened pull request is something said and something to look at. */
export function eventsOf(name: string, payload: unknown): TrackerEvent[] {
  if (!isHeard(name, payload)) return [];
  switch (name) {
    case "issue_comment":
      return commentEvents(issueComment.safeParse(payload).data);
    case "issues": {
      const data = issue.safeParse(payload).data;
      return data ? openingEvents(data, data.issue, false) : [];
    }
    case "pull_request": {
      const data = pullRequest.safeParse(payload).data;
      if (!data || isOwnWording(data)) return [];
      return [...openingEvents(data, data.pull_request, true), lookAt(data.pull_request)];
    }
    case "pull_request_review": {
      const data = review.safeParse(payload).data;
      return data && data.review.state.toLowerCase() !== "commented" ? [lookAt(data.pull_request)] : [];
    }
    case "check_run":
    case "check_suite":
    case "merge_group":
      return checkEventsOf(name, payload);
    case "push":
      return pushEvents(push.safeParse(payload).data);
    default:
      return [];
  }
}

/** What the inbox keeps of a webhook: each event on its own. */
export function deliveriesOf(guid: string, name: string, payload: unknown): Delivery[] {
  const { data } = origin.safeParse(payload);
  if (!data) return [];
  const { installation } = data;
  const repository = { owner: data.repository.owner.login, name: data.repository.name };
  return eventsOf(name, payload).map((event) => ({
    id: event.kind === "comment" ? spokenId(repository, event) : guid,
    repository,
    installationId: installation?.id ?? null,
    event,
  }));
}

/**
 * The delivery ID of something that was said. It is the same whether a webhook or a reconciliation brought it, so a
 * webhook that comes a day late is known to be answered. To look again at a pull request twice does no harm: there
 * GitHub's GUID is enough.
 */
export function spokenId(repository: RepositoryId, { key }: Pick<CommentEvent, "key">): string {
  return `${repositoryKey(repository)}:${key}`;
}

function isHeard(name: string, payload: unknown): boolean {
  const actions = Object.hasOwn(SUBSCRIBED_EVENTS, name)
    ? SUBSCRIBED_EVENTS[name as keyof typeof SUBSCRIBED_EVENTS]
    : null;
  if (actions === null) return false;
  const action = z.object({ action: z.string() }).safeParse(payload).data?.action;
  return actions.length === 0 || actions.some((heard) => heard === action);
}

/**
 * The bot rewrote the description of its own pull request. What it pushes there is heard like anybody's push, since checks
 * that are required have to report on it.
 */
function isOwnWording({ action, sender, pull_request }: z.infer<typeof pullRequest>): boolean {
  const { user, body } = pull_request;
  const isBots = sender.type === "Bot" && user?.type === "Bot";
  return action === "edited" && isBots && (body ?? "").includes(STANDING_MARKER);
}

function lookAt({ number, updated_at }: { number: number; updated_at: string }): PullRequestEvent {
  return { kind: "pull-request", key: `pull-request-${number}@${updated_at}`, at: updated_at, number };
}

function pushEvents(data: z.infer<typeof push> | undefined): TrackerEvent[] {
  if (!data || data.deleted || !isWatched(data)) return [];
  const { after, head_commit, repository, sender } = data;
  const isOwn = sender?.type === "Bot" && head_commit && hasTrailer(head_commit.message);
  if (!head_commit || isOwn) return [];
  const { pushed_at } = repository;
  const at =
    typeof pushed_at === "number" ? instantAt(pushed_at * 1000) : (pushed_at ?? head_commit.timestamp);
  return [{ kind: "push", key: `push-${after}`, at }];
}

/** The default branch, and those that the bot's own is likely to be among: its name stands in the configuration. */
function isWatched({ ref, repository }: z.infer<typeof push>): boolean {
  return ref === `refs/heads/${repository.default_branch}` || ref.startsWith(OWN_BRANCHES);
}

const OWN_BRANCHES = "refs/heads/diagram-tracker/";
