import { z } from "zod";
import type { CheckEvent } from "../../facts/event.ts";
import { account, instant, presser, sha } from "./fields.ts";

const payload = z.object({
  check_suite: z.object({
    id: z.int(),
    head_sha: sha,
    updated_at: instant,
    pull_requests: z.array(z.object({ number: z.int() })).nullish(),
  }),
  sender: account,
});

/** Somebody asked to run all checks of a commit again. */
export const checkSuite = {
  actions: ["rerequested"],
  nothing: "Nothing in it is for the bot.",
  read(sent: unknown): CheckEvent[] {
    const { data } = payload.safeParse(sent);
    if (!data) return [];
    const { id, head_sha: headSha, updated_at: at, pull_requests } = data.check_suite;
    const [first, ...others] = pull_requests ?? [];
    // Of several, our runs on the commit tell which; so they do where GitHub names none.
    const number = first && others.length === 0 ? first.number : null;
    const key = `check-suite-${id}@${at}`;
    return [{ kind: "check", key, at, wish: "again", headSha, number, ...presser(data.sender) }];
  },
} as const;
