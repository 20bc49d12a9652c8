import type { Messages } from "../english/english.ts";
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
import { findings } from "./findings.ts";
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

/** German. Names that people type or look for stay as they are: commands, IDs, statuses, the points of the checklist. */
export const german: Messages = {
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
};
