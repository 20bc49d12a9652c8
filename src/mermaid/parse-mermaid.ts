/** The process in which Mermaid runs: see `serve-parser.ts`. */
import DOMPurify from "dompurify";
import mermaid from "mermaid";
import type { CorrectedLine, SyntaxVerdict } from "../facts/contents.ts";
import { serveParser } from "../parse-process/serve-parser.ts";
import { explainError } from "./explain-error.ts";

// Without a browser DOMPurify has none of these, and Mermaid calls them while it reads a label. Nothing is drawn here,
// so there is nothing to clean.
Object.assign(DOMPurify, {
  addHook() {},
  removeHook() {},
  sanitize: (text: unknown) => String(text),
});
// A `box` of a sequence asks the browser whether its colour is one, and `details` look for an element of the page: a name that
// is no colour becomes the title, an element that is not there adds nothing, and neither makes the drawing wrong.
Object.assign(globalThis, {
  window: { CSS: { supports: () => true } },
  document: { getElementById: () => null },
});
mermaid.initialize({ startOnLoad: false, logLevel: "fatal", securityLevel: "strict" });

// Types of diagrams are loaded when one is met first; the most common one should not count against its text.
await verdictOf("flowchart LR\n  A --> B");
serveParser(verdictOf);

async function verdictOf(source: string): Promise<SyntaxVerdict> {
  try {
    const { diagramType } = await mermaid.parse(source);
    return { kind: "parses", diagramType };
  } catch (error) {
    const explained = explainError(error, source);
    const { why } = explained;
    if (why.kind !== "brackets") return { kind: "error", ...explained };
    const lines = await helping(why.lines, explained.line ?? 1, source);
    if (lines.length === 0) return { kind: "error", ...explainError(error, source, false) };
    return { kind: "error", line: explained.line, why: { kind: "brackets", lines } };
  }
}

/** Those corrections with which Mermaid gets further than to the line where it stopped. */
async function helping(
  corrections: readonly CorrectedLine[],
  stopped: number,
  source: string,
): Promise<readonly CorrectedLine[]> {
  const lines = source.split(/\r\n?|\n/);
  for (const { line, corrected } of corrections) lines[line - 1] = corrected;
  try {
    await mermaid.parse(lines.join("\n"));
    return corrections;
  } catch (error) {
    const { line } = explainError(error, source, false);
    return line !== null && line > stopped ? corrections.filter((one) => one.line < line) : [];
  }
}
