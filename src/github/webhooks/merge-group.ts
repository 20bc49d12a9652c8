import { z } from "zod";
import type { MergeGroupEvent } from "../../facts/event.ts";
import { instant, ref, sha } from "./fields.ts";

const payload = z.object({
  merge_group: z.object({
    head_sha: sha,
    head_ref: ref,
    base_sha: sha,
    base_ref: ref,
    head_commit: z.object({ timestamp: instant }),
  }),
});

/** Pull requests wait in a merge queue for checks of the commit that they would become together. */
export const mergeGroup = {
  actions: ["checks_requested"],
  nothing: "Nothing in it is for the bot.",
  read(sent: unknown): MergeGroupEvent[] {
    const { data } = payload.safeParse(sent);
    if (!data) return [];
    const { head_sha, head_ref, base_sha, base_ref, head_commit } = data.merge_group;
    // `refs/heads/gh-readonly-queue/main/pr-104-<sha>`: the branch may have slashes of its own.
    const number = /\/pr-(\d{1,9})-[0-9a-f]+$/.exec(head_ref)?.[1];
    return [
      {
        kind: "merge-group",
        key: `merge-group-${head_sha}`,
        at: head_commit.timestamp,
        headSha: head_sha,
        baseSha: base_sha,
        branch: base_ref.replace(/^refs\/heads\//, ""),
        number: number === undefined ? null : Number(number),
      },
    ];
  },
} as const;
