import type { Config } from "../../domain/config.ts";
import type { CommitMode } from "./commit-mode.ts";
import { direct } from "./direct.ts";
import { ownBranch } from "./own-branch.ts";
import { pullRequest } from "./pull-request.ts";

/** By what the configuration says: a mode without a file does not compile. */
export const COMMIT_MODES: Readonly<Record<Config["commit"], CommitMode>> = {
  direct,
  branch: ownBranch,
  "pull-request": pullRequest,
};
