import { spawnSync } from "node:child_process";
import { z } from "zod";

const answerSchema = z.union([
  // One version is told without a list.
  z.string().transform((version) => [version]),
  z.array(z.string()),
]);
const refusalSchema = z.object({ error: z.object({ code: z.string() }) });

/** The versions of a package on npm; null: there is no such package. Throws where npm does not know. */
export function readPublished(cwd: string, name: string): string[] | null {
  const { status, stdout, stderr } = spawnSync("npm", ["view", name, "versions", "--json"], {
    cwd,
    encoding: "utf8",
  });
  if (status === 0) return answerSchema.parse(JSON.parse(stdout));
  const code = refusalSchema.safeParse(parseJson(stdout)).data?.error.code;
  if (code === "E404") return null;
  throw new Error(
    `npm does not tell the versions of ${name} (${code ?? `it ended with ${status}`}): ${stderr.trim()}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
