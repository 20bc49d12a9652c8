import type { Problem } from "../domain/problem.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { findDiagramProblems } from "../gates/find-diagram-problems.ts";
import { findMermaidSources, mayHoldMermaid } from "../gates/read/find-mermaid-sources.ts";
import { MermaidParser } from "../mermaid/mermaid-parser.ts";
import type { Messages } from "../messages/english/english.ts";
import type { LocalCampaign } from "./read-campaign.ts";
import { listFiles, readText } from "./read-text.ts";

const DEPTH = 20;
const BYTES = 5_000_000;

/** What is wrong in the drawings of the diagrams' folder, whoever drew them and when. */
export async function problemsOfDiagrams(
  { clone: { root }, state }: LocalCampaign,
  say: Messages,
): Promise<Problem[]> {
  const { gates, paths } = state.config;
  const unread: Problem[] = [];
  const files: SourceFile[] = [];
  for (const path of await listFiles(root, paths.diagrams, DEPTH, mayHoldMermaid)) {
    const read = await readText(root, path, BYTES);
    if (read.kind === "text") files.push({ path, text: read.text });
    if (read.kind === "unread") {
      unread.push({ file: path, line: 1, column: 1, severity: "warning", message: read.reason });
    }
  }
  const sources = files.flatMap((file) => findMermaidSources(file).map(({ text }) => text));
  if (sources.length === 0) return unread;
  const parser = new MermaidParser({ isAlone: true });
  try {
    const verdicts = await parser.parseAll(sources, gates.limits);
    return [...unread, ...files.flatMap((file) => findDiagramProblems(file, gates, verdicts, say))];
  } finally {
    await parser.close();
  }
}
