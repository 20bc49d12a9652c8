import type { Problem } from "../domain/problem.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { findDiagramDefects } from "../gates/find-diagram-defects.ts";
import { groupRepeats } from "../gates/group-repeats.ts";
import { findMermaidSources, mayHoldMermaid } from "../gates/read/find-mermaid-sources.ts";
import { MermaidParser } from "../mermaid/mermaid-parser.ts";
import type { Messages } from "../messages/english/english.ts";
import type { LocalCampaign } from "./read-campaign.ts";
import { listFiles, readText } from "./read-text.ts";

const DEPTH = 20;
const BYTES = 5_000_000;

export interface DiagramsOfFolder {
  /** All are warnings: nobody has to mend at once what stands there for years, and a pull request is judged by its own check. */
  readonly problems: readonly Problem[];
  /** Of those that were read, how many hold drawings. */
  readonly files: number;
}

/** What is wrong in the drawings of the diagrams' folder, whoever drew them and when. */
export async function problemsOfDiagrams(
  { clone: { root }, state }: LocalCampaign,
  say: Messages,
): Promise<DiagramsOfFolder> {
  const { gates, paths } = state.config;
  const unread: Problem[] = [];
  const files: SourceFile[] = [];
  for (const path of await listFiles(root, paths.diagrams, DEPTH, mayHoldMermaid)) {
    const read = await readText(root, path, BYTES);
    if (read.kind === "text") files.push({ path, text: read.text });
    if (read.kind === "unread") unread.push(warning(path, 1, read.reason));
  }
  const drawn = files.map((file) => ({ file, sources: findMermaidSources(file).map(({ text }) => text) }));
  const withDrawings = drawn.filter(({ sources }) => sources.length > 0);
  if (withDrawings.length === 0) return { problems: unread, files: 0 };
  const parser = new MermaidParser({ isAlone: true });
  try {
    const verdicts = await parser.parseAll(
      withDrawings.flatMap(({ sources }) => sources),
      gates.limits,
    );
    const defects = withDrawings.flatMap(({ file }) => findDiagramDefects(file, gates, verdicts, say));
    const found = groupRepeats(defects, gates, say).map(({ place, message }) =>
      warning(place.path, place.line, message),
    );
    return { problems: [...unread, ...found], files: withDrawings.length };
  } finally {
    await parser.close();
  }
}

function warning(file: string, line: number, message: string): Problem {
  return { file, line, column: 1, severity: "warning", message };
}
