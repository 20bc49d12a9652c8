/**
 * The process in which Mermaid runs: other people's text goes in, a verdict comes out. It has no environment variables,
 * a bounded heap, and is killed from outside when a text takes too long, so it needs no care of its own.
 */
import DOMPurify from "dompurify";
import mermaid from "mermaid";
import type { SyntaxVerdict } from "../facts/contents.ts";
import { explainError } from "./explain-error.ts";

export interface ParseRequest {
  readonly id: number;
  readonly source: string;
}

export interface ParseAnswer {
  readonly id: number;
  readonly verdict: SyntaxVerdict;
}

// Without a browser DOMPurify has none of these, and Mermaid calls them while it reads a label. Nothing is drawn here,
// so there is nothing to clean.
Object.assign(DOMPurify, {
  addHook() {},
  removeHook() {},
  sanitize: (text: unknown) => String(text),
});
mermaid.initialize({ startOnLoad: false, logLevel: "fatal", securityLevel: "strict" });

process.on("message", async ({ id, source }: ParseRequest) => {
  tell({ id, verdict: await verdictOf(source) });
});
// Whoever started this process is gone.
process.on("disconnect", () => process.exit());

// Types of diagrams are loaded when one is met first; the most common one should not count against its text.
await verdictOf("flowchart LR\n  A --> B");
tell("ready");

function tell(message: ParseAnswer | "ready"): void {
  if (!process.send) throw new Error("parse-process.ts runs as a child process");
  process.send(message);
}

async function verdictOf(source: string): Promise<SyntaxVerdict> {
  try {
    const { diagramType } = await mermaid.parse(source);
    return { kind: "parses", diagramType };
  } catch (error) {
    return { kind: "error", ...explainError(error, source) };
  }
}
