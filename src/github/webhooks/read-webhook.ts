/**
 * Webhook → events. Never throws: a payload that lacks what we need says nothing to us.
 *
 * Of what bots write only what names a command of ours is one (`texts.ts`), and the bot's own pushes carry its trailer. A pull
 * request or push of a bot counts (somebody merges a bot's pull request), since it only says "look again".
 *
 * Keys can be told from the webhook and from the repository as it is, so that an event that is recovered later is known
 * to be the same one:
 * - `comment-<id>`, `review-<id>`, `review-comment-<id>`, whose IDs GitHub counts through all repositories, and
 *   `issue-<number>`, `pull-<number>`, which are of one: what was said when it was written; with `@<updated_at>`: an edit;
 * - `pull-request-<number>@<updated_at>`: the pull request changed (also by a review);
 * - `sidebar-<number>@<updated_at>`: somebody changed who is assigned on the issue;
 * - `push-<sha>`: the default branch, or the bot's own, moved there;
 * - `check-<run>-<wish>-<login>@<instant>`, `check-suite-<id>@<instant>`, `merge-group-<sha>`.
 */
import { z } from "zod";
import { type Delivery, eventId, isWritten, type TrackerEvent } from "../../facts/event.ts";
import { webhookNamed } from "./all-webhooks.ts";
import { shortName } from "./fields.ts";

const origin = z.object({
  repository: z.object({
    id: z.int().optional(),
    name: shortName.min(1),
    owner: z.object({ login: shortName.min(1) }),
  }),
  installation: z.object({ id: z.int() }).optional(),
});
const named = z.object({ action: z.string() });

/** The events that a webhook stands for: an opened pull request is something said and something to look at. */
export function eventsOf(name: string, payload: unknown): TrackerEvent[] {
  const webhook = webhookNamed(name);
  if (!webhook) return [];
  const action = named.safeParse(payload).data?.action;
  const isActedOn = webhook.actions.length === 0 || webhook.actions.some((one) => one === action);
  return isActedOn ? webhook.read(payload) : [];
}

/**
 * What the inbox keeps of a webhook: each event on its own. What was said has the same ID whether a webhook or a
 * reconciliation brought it, so a webhook that comes a day late is known to be answered. To look again at a pull request
 * twice does no harm: there GitHub's GUID is enough.
 */
export function deliveriesOf(guid: string, name: string, payload: unknown): Delivery[] {
  const { data } = origin.safeParse(payload);
  if (!data) return [];
  const { installation } = data;
  const repository = { owner: data.repository.owner.login, name: data.repository.name };
  const databaseId = data.repository.id;
  return eventsOf(name, payload).map((event) => ({
    id: isWritten(event) ? eventId({ repository, databaseId }, event) : guid,
    repository,
    ...(databaseId !== undefined && { databaseId }),
    installationId: installation?.id ?? null,
    event,
  }));
}
