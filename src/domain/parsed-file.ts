/**
 * What the campaign's YAML files say, remembered by the object's identity. Whoever reads files of strangers has them parsed
 * where that can be stopped, and keeps the result here before anything is decided; what nobody parsed is parsed when asked.
 */
import type { Assignment } from "./assignment.ts";
import type { CatalogFile } from "./catalog-file.ts";
import type { DiagramId } from "./diagram-id.ts";
import type { ParsedConfig } from "./parse-config.ts";
import type { Parsed, Problem } from "./problem.ts";
import type { SourceFile } from "./source-file.ts";
import type { YamlPositions } from "./yaml-positions.ts";

/** An assignment, or what keeps it from being read. */
export interface ReadAssignment {
  /** What the file's name says; null when the name is no diagram ID. */
  readonly id: DiagramId | null;
  readonly assignment: Assignment | null;
  readonly problems: readonly Problem[];
}

/** What a file is, and what it says as that. */
export type ParsedFile =
  | ({ readonly kind: "config" } & ParsedConfig)
  | { readonly kind: "catalog"; readonly read: Parsed<CatalogFile> }
  | { readonly kind: "assignment"; readonly read: ReadAssignment; readonly positions: YamlPositions | null };

export type FileKind = ParsedFile["kind"];

const kept = new WeakMap<SourceFile, ParsedFile>();

export function keepParsed(file: SourceFile, parsed: ParsedFile): void {
  kept.set(file, parsed);
}

/** Null: it is not known yet what the file says as one of that kind. */
export function parsedAs<K extends FileKind>(
  kind: K,
  file: SourceFile,
): Extract<ParsedFile, { readonly kind: K }> | null {
  const parsed = kept.get(file);
  return parsed !== undefined && isOf(kind, parsed) ? parsed : null;
}

function isOf<K extends FileKind>(
  kind: K,
  parsed: ParsedFile,
): parsed is Extract<ParsedFile, { readonly kind: K }> {
  return parsed.kind === kind;
}
