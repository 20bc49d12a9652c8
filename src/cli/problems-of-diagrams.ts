import type { Problem } from "../domain/problem.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { findDiagramDefects } from "../gates/find-diagram-defects.ts";
import { groupRepeats } from "../gates/group-repeats.ts";
import { findMermaidSources, mayContainMermaid } from "../gates/read/find-mermaid-sources.ts";
import type { Defect } from "../gates/standing.ts";
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
  /** The files with those lines corrected of which it is known how they have to be; what was wrong there is no problem then. */
  readonly corrected: readonly CorrectedFile[];
}

interface CorrectedFile {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

/** What is wrong in the drawings of the diagrams' folder, whoever drew them and when. */
export async function problemsOfDiagrams(
  { clone: { root }, state }: LocalCampaign,
  say: Messages,
  { fix = false }: { readonly fix?: boolean } = {},
): Promise<DiagramsOfFolder> {
  const { gates, paths } = state.config;
  const unread: Problem[] = [];
  const files: SourceFile[] = [];
  for (const path of await listFiles(root, paths.diagrams, DEPTH, mayContainMermaid)) {
    const read = await readText(root, path, BYTES);
    if (read.kind === "text") files.push({ path, text: read.text });
    if (read.kind === "unread") unread.push(warning(path, 1, read.reason));
  }
  const drawn = files.map((file) => ({ file, sources: findMermaidSources(file).map(({ text }) => text) }));
  const withDrawings = drawn.filter(({ sources }) => sources.length > 0);
  if (withDrawings.length === 0) return { problems: unread, files: 0, corrected: [] };
  const parser = new MermaidParser({ isAlone: true });
  try {
    const verdicts = await parser.parseAll(
      withDrawings.flatMap(({ sources }) => sources),
      gates.limits,
    );
    const all = withDrawings.flatMap(({ file }) => findDiagramDefects(file, gates, verdicts, say));
    const byFile = Map.groupBy(all, ({ at }) => at.path);
    const corrected = fix
      ? withDrawings.flatMap(({ file }) => correct(file, byFile.get(file.path) ?? []) ?? [])
      : [];
    const mended = new Set(corrected.map(({ path }) => path));
    const defects = all.filter(({ correction, at }) => !(correction && mended.has(at.path)));
    const found = groupRepeats(defects, gates, say).map(({ at, message }) =>
      warning(at.path, at.line, message),
    );
    return { problems: [...unread, ...found], files: withDrawings.length, corrected };
  } finally {
    await parser.close();
  }
}

/** A block in a list or a quote stands further to the right than its text, and the line keeps its own end. */
function correct({ path, text }: SourceFile, defects: readonly Defect[]): CorrectedFile | null {
  const lines = text.split("\n");
  const own = defects.filter(({ correction }) => correction);
  for (const { correction, at } of own) {
    const raw = lines[at.line - 1] ?? "";
    const [line, end] = raw.endsWith("\r") ? [raw.slice(0, -1), "\r"] : [raw, ""];
    if (!correction || !line.endsWith(correction.was)) return null;
    const before = line.slice(0, line.length - correction.was.length);
    lines[at.line - 1] = before + correction.becomes + end;
  }
  return own.length === 0 ? null : { path, text: lines.join("\n"), lines: own.length };
}

function warning(file: string, line: number, message: string): Problem {
  return { file, line, column: 1, severity: "warning", message };
}
