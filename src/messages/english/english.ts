import { findings } from "../../domain/findings.ts";
import { accounts } from "./accounts.ts";
import { answers } from "./answers.ts";
import { assignments } from "./assignments.ts";
import { broken } from "./broken.ts";
import { campaign } from "./campaign.ts";
import { carried } from "./carried.ts";
import { checks } from "./checks.ts";
import { command } from "./command.ts";
import { comment } from "./comment.ts";
import { diagram } from "./diagram.ts";
import { files } from "./files.ts";
import { gates } from "./gates.ts";
import { help } from "./help.ts";
import { issue } from "./issue.ts";
import { lost } from "./lost.ts";
import { maintainers } from "./maintainers.ts";
import { onboarding } from "./onboarding.ts";
import { plan } from "./plan.ts";
import { points } from "./points.ts";
import { pullRequest } from "./pull-request.ts";
import { refusal } from "./refusal.ts";
import { report } from "./report.ts";
import { sidebar } from "./sidebar.ts";
import { timers } from "./timers.ts";
import { tracker } from "./tracker.ts";
import { vanished } from "./vanished.ts";
import { weekly } from "./weekly.ts";

/**
 * Every sentence that the bot says to people on GitHub, by what it is about. English is ours: another language is what has the
 * same functions, so that one that lacks a sentence does not compile.
 */
export const english = {
  diagram,
  command,
  comment,
  answers,
  broken,
  help,
  campaign,
  pullRequest,
  checks,
  gates,
  points,
  files,
  findings,
  assignments,
  accounts,
  plan,
  tracker,
  report,
  maintainers,
  refusal,
  lost,
  carried,
  vanished,
  sidebar,
  issue,
  weekly,
  onboarding,
  timers,
} as const;

export type Messages = typeof english;
