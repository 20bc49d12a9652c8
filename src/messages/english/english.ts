import { accounts } from "./accounts.ts";
import { answers } from "./answers.ts";
import { assignments } from "./assignments.ts";
import { campaign } from "./campaign.ts";
import { checks } from "./checks.ts";
import { command } from "./command.ts";
import { comment } from "./comment.ts";
import { diagram } from "./diagram.ts";
import { files } from "./files.ts";
import { gates } from "./gates.ts";
import { help } from "./help.ts";
import { lost } from "./lost.ts";
import { maintainers } from "./maintainers.ts";
import { plan } from "./plan.ts";
import { points } from "./points.ts";
import { pullRequest } from "./pull-request.ts";
import { refusal } from "./refusal.ts";
import { report } from "./report.ts";
import { tracker } from "./tracker.ts";
import { vanished } from "./vanished.ts";

/**
 * Every sentence that the bot says to people on GitHub, by what it is about. English is ours: another language is what has the
 * same functions, so that one that lacks a sentence does not compile.
 */
export const english = {
  diagram,
  command,
  comment,
  answers,
  help,
  campaign,
  pullRequest,
  checks,
  gates,
  points,
  files,
  assignments,
  accounts,
  plan,
  tracker,
  report,
  maintainers,
  refusal,
  lost,
  vanished,
} as const;

export type Messages = typeof english;
