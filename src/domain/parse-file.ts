import { parseAssignmentFile } from "./assignment-file.ts";
import { catalogFileSchema } from "./catalog-file.ts";
import { diagramIdOf } from "./diagram-id.ts";
import type { FindingText } from "./findings.ts";
import { parseConfig } from "./parse-config.ts";
import { parseYaml } from "./parse-yaml.ts";
import type { FileKind, ParsedFile } from "./parsed-file.ts";
import type { Problem } from "./problem.ts";
import type { SourceFile } from "./source-file.ts";
import { positionsIn } from "./yaml-positions.ts";

export interface FileToParse extends SourceFile {
  readonly kind: FileKind;
  /** Of an assignment: whether somebody will ask where in it things stand. */
  readonly withPositions: boolean;
}

export function parseFile({ kind, path, text, withPositions }: FileToParse): ParsedFile {
  switch (kind) {
    case "config":
      return { kind, ...parseConfig(path, text) };
    case "catalog":
      return { kind, read: parseYaml(path, text, catalogFileSchema) };
    case "assignment": {
      const read = parseAssignmentFile({ path, text });
      // Of a file that cannot be read nobody asks where its values are: its problems say where they are.
      const isReadable = read.assignment !== null;
      return { kind, read, positions: withPositions ? (isReadable ? positionsIn(text) : new Map()) : null };
    }
  }
}

/** What is known of a file that a parser could not get through. */
export function unparsedFile({ kind, path }: FileToParse, why: FindingText): ParsedFile {
  const problems: readonly Problem[] = [{ file: path, line: 1, column: 1, severity: "error", ...why }];
  if (kind === "config") return { kind, read: { ok: false, problems }, written: {} };
  if (kind === "catalog") return { kind, read: { ok: false, problems } };
  return { kind, read: { id: diagramIdOf(path), assignment: null, problems }, positions: new Map() };
}
