import { withEnvironmentFiles } from "../environment-files.ts";
import type { Shell } from "./shell.ts";

/** The environment as the server would see it here: that of the process, and what its files add to it. */
export function serverEnvironment({ cwd }: Pick<Shell, "cwd">): Readonly<Record<string, string | undefined>> {
  return withEnvironmentFiles(process.env, cwd);
}
