/** The process in which Mermaid runs: see `serve-parser.ts`. */
import DOMPurify from "dompurify";
import mermaid from "mermaid";
import type { SyntaxVerdict } from "../facts/contents.ts";
import { serveParser } from "../parse-process/serve-parser.ts";
import { explainError } from "./explain-error.ts";

// Without a browser DOMPurify has none of these, and Mermaid calls them while it reads a label. Nothing is drawn here,
// so there is nothing to clean.
Object.assign(DOMPurify, {
  addHook() {},
  removeHook() {},
  sanitize: (text: unknown) => String(text),
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
    return { kind: "error", ...explainError(error, source) };
  }
}
