import { z } from "zod";
import { CHECK_NAMES } from "../../facts/check-kind.ts";
import type { CheckEvent } from "../../facts/event.ts";
import { pullRequestsOf } from "../checks/posted-runs.ts";
import { account, instant, presser, sha } from "./fields.ts";

/** What the button for an override is called in the reports; every other one asks to run the check again. */
const OVERRIDE = "override";

const payload = z.object({
  requested_action: z.object({ identifier: z.string() }).nullish(),
  check_run: z.object({
    id: z.int(),
    name: z.string(),
    head_sha: sha,
    external_id: z.string().nullish(),
    started_at: instant,
    completed_at: instant.nullish(),
    check_suite: z.object({ updated_at: instant.nullish() }).nullish(),
  }),
  sender: account,
});

/**
 * Somebody pressed a button of one of our checks. The suite's last change is the instant of the click, so that each one is
 * an event of its own.
 */
export const checkRun = {
  actions: ["rerequested", "requested_action"],
  nothing: "Nothing in it is for the bot: the check run is not one of its own, or a bot pressed the button.",
  read(sent: unknown): CheckEvent[] {
    const { data } = payload.safeParse(sent);
    if (!data || data.sender.type === "Bot") return [];
    const { check_run, requested_action, sender } = data;
    const { id, external_id, check_suite, completed_at, started_at } = check_run;
    // The list of pull requests is empty for those from forks: ours have their number in the external ID.
    const [number] = pullRequestsOf(external_id);
    const isOurs = Object.values(CHECK_NAMES).some((ours) => ours === check_run.name);
    if (number === undefined || !isOurs) return [];
    const wish = requested_action?.identifier === OVERRIDE ? "override" : "again";
    const at = check_suite?.updated_at ?? completed_at ?? started_at;
    const key = `check-${id}-${wish}-${sender.login}@${at}`;
    return [{ kind: "check", key, at, wish, headSha: check_run.head_sha, number, ...presser(sender) }];
  },
} as const;
