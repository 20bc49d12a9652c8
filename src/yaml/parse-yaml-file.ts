/** The process in which the YAML of strangers is read: see `serve-parser.ts`. */
import { parseFile } from "../domain/parse-file.ts";
import { serveParser } from "../parse-process/serve-parser.ts";

// Each problem of the library is an error with a stack that nobody looks at, which takes most of its time.
Error.stackTraceLimit = 0;
// What the schemas need is made with the first file of a kind, and should not count against somebody's text.
for (const kind of ["config", "catalog", "assignment"] as const) {
  parseFile({ kind, path: "X-X.yml", text: "unknown: 1", withPositions: true });
}
serveParser(parseFile);
