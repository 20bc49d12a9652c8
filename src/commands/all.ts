import { assign } from "./assign.ts";
import { claim } from "./claim.ts";
import type { Command } from "./command.ts";
import { complete } from "./complete.ts";
import { due } from "./due.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { issues } from "./issues.ts";
import { next } from "./next.ts";
import { onboard } from "./onboard.ts";
import { override } from "./override.ts";
import { pause } from "./pause.ts";
import { release } from "./release.ts";
import { reopen } from "./reopen.ts";
import { resume } from "./resume.ts";
import { review } from "./review.ts";
import { source } from "./source.ts";
import { start } from "./start.ts";
import { status } from "./status.ts";
import { verify } from "./verify.ts";
import { wait } from "./wait.ts";

/** Every command, in the order of the help. A new one is its file and its line here. */
export const COMMANDS: readonly Command[] = [
  claim,
  release,
  wait,
  source,
  due,
  start,
  review,
  verify,
  assign,
  complete,
  reopen,
  override,
  issues,
  pause,
  resume,
  onboard,
  status,
  history,
  next,
  help,
];
