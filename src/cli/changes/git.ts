import { execFile } from "node:child_process";
import { UserError } from "../user-error.ts";

/** The whole text of a large repository's assignments fits; more would be no campaign. */
const OUTPUT_BYTES = 512 * 1024 * 1024;

/** Runs git in the clone and gives what it prints. A `UserError` says what git says. */
export function git(root: string, args: readonly string[], input?: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, encoding: "buffer" as const, maxBuffer: OUTPUT_BYTES };
    const child = execFile("git", ["-c", "core.quotePath=off", ...args], options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      if (error.code === "ENOENT")
        return reject(new UserError("git is needed for this, and is not installed."));
      const [line = ""] = stderr.toString().trim().split("\n");
      const reason = line.replace(/^(?:fatal|error): /, "");
      reject(new UserError(`git ${args[0]}: ${reason || error.message}`, { cause: error }));
    });
    // A command that reads nothing may have ended by now; how it ended is told above.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

export async function gitText(root: string, args: readonly string[]): Promise<string> {
  return (await git(root, args)).toString("utf8").trim();
}

/** What git prints with `-z`. */
export async function gitList(root: string, args: readonly string[]): Promise<string[]> {
  return (await git(root, args)).toString("utf8").split("\0").filter(Boolean);
}
