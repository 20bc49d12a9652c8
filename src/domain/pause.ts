import { stringify } from "yaml";
import { z } from "zod";
import type { Assignment } from "./assignment.ts";
import type { Campaign } from "./campaign.ts";
import { addDays, type CivilDate, daysBetween, parseCivilDate } from "./civil-date.ts";
import type { Config } from "./config.ts";
import { EXPECTED } from "./findings.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { Problem } from "./problem.ts";
import { type SourceFile, unreadProblem } from "./source-file.ts";
import { claimsAfterPause } from "./terms.ts";

/** Characters of a reason. */
export const REASON_LIMIT = 500;

const pauseSchema = z.strictObject({
  paused: z.strictObject({
    by: z.string().min(1).max(100),
    by_id: z.int().min(1).optional(),
    on: z
      .string()
      .refine((text) => parseCivilDate(text) !== null, EXPECTED.date)
      .transform((text) => text as CivilDate),
    reason: z.string().max(REASON_LIMIT).optional(),
  }),
});

/** Who paused the campaign, and since which UTC day. Null: the file is there, and cannot be read. */
export interface Pause {
  readonly by: string | null;
  /** The number of that account, which stays when the login changes; absent: nobody knows it. */
  readonly byId?: number;
  readonly on: CivilDate | null;
  readonly reason: string | null;
}

/**
 * The campaign is paused as long as this file is there. It lies among the assignments, which are the bot's to write, on
 * whichever branch these are kept: the configuration is the maintainers'. Its history is the pause's, and whoever deletes
 * the file by hand resumes the campaign. Its name cannot be an ID's.
 */
export function pausePath({ paths }: Pick<Config, "paths">): string {
  return `${paths.assignments}/paused.yml`;
}

const UNREAD_PAUSE: Pause = { by: null, on: null, reason: null };

/** A file that cannot be read pauses the campaign all the same: somebody wanted that. */
export function readPause(file: SourceFile | undefined): {
  pause: Pause | null;
  problems: readonly Problem[];
} {
  if (file === undefined) return { pause: null, problems: [] };
  if (file.unread) return { pause: UNREAD_PAUSE, problems: [unreadProblem(file, file.unread)] };
  const parsed = parseYaml(file.path, file.text, pauseSchema);
  if (!parsed.ok) return { pause: UNREAD_PAUSE, problems: parsed.problems };
  const { by, by_id: byId, on, reason = null } = parsed.value.paused;
  return {
    pause: { by, ...(byId !== undefined && { byId }), on, reason },
    problems: parsed.warnings,
  };
}

export function createPauseFile({ by, byId, on, reason }: Pause): string {
  const paused = { by, ...(byId !== undefined && { by_id: byId }), on, ...(reason !== null && { reason }) };
  return stringify({ paused }, { lineWidth: 0 });
}

/** Time stood still: what is due moves by the days that the pause lasted, or since the claim where that is later. */
export function afterPause(
  before: Assignment,
  { on }: Pause,
  { today, config }: Pick<Campaign, "today" | "config">,
): Assignment {
  if (on === null) return before;
  const now = claimsAfterPause(before, { today, config, on });
  if (now.due_date === null || (now.status !== "in_progress" && now.status !== "review")) return now;
  const from = now.start_date !== null && now.start_date > on ? now.start_date : on;
  const days = daysBetween(from, today);
  if (days <= 0) return now;
  const rests = now.clock_rests_until;
  return {
    ...now,
    due_date: addDays(now.due_date, days),
    ...(rests !== undefined && rests >= on && { clock_rests_until: addDays(rests, days) }),
  };
}
