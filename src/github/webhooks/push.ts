import { z } from "zod";
import { instantAt } from "../../clock.ts";
import type { TrackerEvent } from "../../facts/event.ts";
import { looksLikeOurs } from "../trailer.ts";
import { account, instant, ref, sha } from "./fields.ts";

const paths = z.array(z.string()).nullish();
const payload = z.object({
  sender: account.optional(),
  ref,
  before: sha,
  after: sha,
  deleted: z.boolean(),
  head_commit: z
    .object({
      message: z.string(),
      timestamp: instant,
      author: z.object({ username: z.string().nullish() }).nullish(),
    })
    .nullish(),
  // An Action is not told the files.
  commits: z.array(z.object({ added: paths, modified: paths, removed: paths })).nullish(),
  // Seconds in push events, though an instant everywhere else.
  repository: z.object({ default_branch: ref, pushed_at: z.union([z.int(), z.string()]).nullish() }),
});

const OWN_BRANCHES = "refs/heads/diagram-tracker/";

/** Somebody else pushed to the default branch, or to the bot's own. */
export const push = {
  actions: [],
  nothing: "Nothing in it is for the bot: it moved another branch than the default one, or is the bot's own.",
  read(sent: unknown): TrackerEvent[] {
    const { data } = payload.safeParse(sent);
    if (!data || !isWatched(data)) return [];
    const { before, after, deleted, head_commit } = data;
    const at = instantOf(data);
    if (at === undefined) return [];
    // A branch of the bot's that is gone is put back at once.
    if (deleted) return [{ kind: "push", key: `push-${before}-deleted`, at }];
    if (!head_commit || isOwn(data)) return [];
    const changed = changedFiles(data);
    return [{ kind: "push", key: `push-${after}`, at, ...(changed.length > 0 && { changed }) }];
  },
} as const;

/** A pull request may have to follow what was written into a file of the campaign by hand; so many are looked after. */
const MOST_FILES = 100;

function changedFiles({ commits }: z.infer<typeof payload>): string[] {
  const paths = new Set(
    (commits ?? []).flatMap(({ added, modified, removed }) =>
      [added, modified, removed].flatMap((some) => some ?? []),
    ),
  );
  return [...paths].filter((path) => /\.ya?ml$/i.test(path)).slice(0, MOST_FILES);
}

/** A merge queue pushes what people wrote, too: the trailer counts only where the bot that pushes is the author. */
function isOwn({ sender, head_commit }: Pick<z.infer<typeof payload>, "sender" | "head_commit">): boolean {
  if (sender?.type !== "Bot" || !head_commit) return false;
  return head_commit.author?.username === sender.login && looksLikeOurs(head_commit.message);
}

/** The default branch, and those that the bot's own is likely to be among: its name stands in the configuration. */
function isWatched({ ref, repository }: z.infer<typeof payload>): boolean {
  return ref === `refs/heads/${repository.default_branch}` || ref.startsWith(OWN_BRANCHES);
}

function instantOf({ repository: { pushed_at }, head_commit }: z.infer<typeof payload>): string | undefined {
  return typeof pushed_at === "number" ? instantAt(pushed_at * 1000) : (pushed_at ?? head_commit?.timestamp);
}
