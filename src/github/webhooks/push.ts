import { z } from "zod";
import { instantAt } from "../../clock.ts";
import type { TrackerEvent } from "../../facts/event.ts";
import { hasTrailer } from "../trailer.ts";
import { account, instant, sha } from "./fields.ts";

const payload = z.object({
  sender: account.optional(),
  ref: z.string(),
  before: sha,
  after: sha,
  deleted: z.boolean(),
  head_commit: z.object({ message: z.string(), timestamp: instant }).nullish(),
  // Seconds in push events, though an instant everywhere else.
  repository: z.object({ default_branch: z.string(), pushed_at: z.union([z.int(), z.string()]).nullish() }),
});

const OWN_BRANCHES = "refs/heads/diagram-tracker/";

/** Somebody else pushed to the default branch, or to the bot's own. */
export const push = {
  actions: [],
  nothing: "Nothing in it is for the bot: it moved another branch than the default one, or is the bot's own.",
  read(sent: unknown): TrackerEvent[] {
    const { data } = payload.safeParse(sent);
    if (!data || !isWatched(data)) return [];
    const { before, after, deleted, head_commit, sender } = data;
    const at = instantOf(data);
    if (at === undefined) return [];
    // A branch of the bot's that is gone is put back at once.
    if (deleted) return [{ kind: "push", key: `push-${before}-deleted`, at }];
    const isOwn = sender?.type === "Bot" && head_commit && hasTrailer(head_commit.message);
    if (!head_commit || isOwn) return [];
    return [{ kind: "push", key: `push-${after}`, at }];
  },
} as const;

/** The default branch, and those that the bot's own is likely to be among: its name stands in the configuration. */
function isWatched({ ref, repository }: z.infer<typeof payload>): boolean {
  return ref === `refs/heads/${repository.default_branch}` || ref.startsWith(OWN_BRANCHES);
}

function instantOf({ repository: { pushed_at }, head_commit }: z.infer<typeof payload>): string | undefined {
  return typeof pushed_at === "number" ? instantAt(pushed_at * 1000) : (pushed_at ?? head_commit?.timestamp);
}
