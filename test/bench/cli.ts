import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, ms } from "./measure.ts";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** What somebody waits for who types a command. */
export function benchCli(): void {
  console.log("Cold start of the command line");
  const base = median(() => run(["-e", "0"]));
  const time = median(() => run([MAIN, "--version"]));
  console.log(
    `  --version in ${ms(time)} (×${(time / base).toFixed(1)} of a Node that does nothing: ${ms(base)})`,
  );
}

function run(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} failed: ${stderr}`);
}
