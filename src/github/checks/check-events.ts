/**
 * Webhooks about our checks → events. Keys: `check-<run>-<wish>-<login>@<instant>`, `check-suite-<id>@<instant>`, where a suite's
 * instant is that of its last change, so that each click is one of its own; `merge-group-<sha>`.
 */
import { z } from "zod";
import { CHECK_NAMES } from "../../facts/check-kind.ts";
import type { CheckEvent, MergeGroupEvent, TrackerEvent } from "../../facts/event.ts";
import { account, instant, sha } from "../webhook-fields.ts";
import { pullRequestOf } from "./posted-runs.ts";

/** What the button for an override is called in the reports; every other one asks to run the check again. */
const OVERRIDE = "override";

const pullRequests = z.array(z.object({ number: z.int() })).nullish();
const checkRun = z.object({
  action: z.string(),
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
const checkSuite = z.object({
  check_suite: z.object({ id: z.int(), head_sha: sha, updated_at: instant, pull_requests: pullRequests }),
  sender: account,
});
const mergeGroup = z.object({
  merge_group: z.object({
    head_sha: sha,
    head_ref: z.string(),
    base_sha: sha,
    base_ref: z.string(),
    head_commit: z.object({ timestamp: instant }),
  }),
});

export function checkEventsOf(
  name: "check_run" | "check_suite" | "merge_group",
  payload: unknown,
): TrackerEvent[] {
  switch (name) {
    case "check_run":
      return runEvents(checkRun.safeParse(payload).data);
    case "check_suite":
      return suiteEvents(checkSuite.safeParse(payload).data);
    case "merge_group":
      return groupEvents(mergeGroup.safeParse(payload).data);
  }
}

/** The list of pull requests is empty for those from forks: ours have their number in the external ID. */
function runEvents(data: z.infer<typeof checkRun> | undefined): CheckEvent[] {
  if (!data || data.sender.type === "Bot") return [];
  const { check_run, requested_action, sender } = data;
  const { id, external_id, check_suite, completed_at, started_at } = check_run;
  const number = pullRequestOf(external_id);
  const isOurs = Object.values(CHECK_NAMES).some((ours) => ours === check_run.name);
  if (number === null || !isOurs) return [];
  const wish = requested_action?.identifier === OVERRIDE ? "override" : "again";
  const at = check_suite?.updated_at ?? completed_at ?? started_at;
  const key = `check-${id}-${wish}-${sender.login}@${at}`;
  return [{ kind: "check", key, at, wish, headSha: check_run.head_sha, number, by: sender.login }];
}

function suiteEvents(data: z.infer<typeof checkSuite> | undefined): CheckEvent[] {
  if (!data) return [];
  const { id, head_sha, updated_at, pull_requests } = data.check_suite;
  const [first, ...others] = pull_requests ?? [];
  // Of several, our runs on the commit tell which; so they do where GitHub names none.
  const number = first && others.length === 0 ? first.number : null;
  return [
    {
      kind: "check",
      key: `check-suite-${id}@${updated_at}`,
      at: updated_at,
      wish: "again",
      headSha: head_sha,
      number,
      by: data.sender.login,
    },
  ];
}

/** `refs/heads/gh-readonly-queue/main/pr-104-<sha>`: the branch may have slashes of its own. */
function groupEvents(data: z.infer<typeof mergeGroup> | undefined): MergeGroupEvent[] {
  if (!data) return [];
  const { head_sha, head_ref, base_sha, base_ref, head_commit } = data.merge_group;
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
}
