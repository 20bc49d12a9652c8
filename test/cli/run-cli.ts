import { run } from "../../src/cli/program.ts";
import type { Shell } from "../../src/cli/shell.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const NOW = "2026-11-24T10:00:00Z";

/** A command in a folder, with its output in a pipe. */
export async function runCli(
  args: readonly string[],
  { cwd, stdin = "", ...shell }: Partial<Shell> & { readonly cwd: string; readonly stdin?: string },
): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(args, {
    cwd,
    now: () => Date.parse(NOW),
    width: null,
    colours: false,
    print: (text) => void out.push(text),
    note: (text) => void err.push(text),
    readStdin: async () => stdin,
    become: async () => 0,
    ...shell,
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}
