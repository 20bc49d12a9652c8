import { serveParser } from "../../src/parse-process/serve-parser.ts";

/** Hangs as parsers do: in the midst of a step that nothing interrupts. */
serveParser(({ text, hangs = false }: { readonly text: string; readonly hangs?: boolean }) => {
  while (hangs);
  return { text, pid: process.pid };
});
