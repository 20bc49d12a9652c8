import type { Words } from "../../messages/words.ts";
import type { Annotation } from "../check-report.ts";

/** What a rule found; the report shows it and annotates the place. */
export type RuleFinding = Annotation;
export type AnnotationLevel = Annotation["level"];

export interface FileRange {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly column: number | null;
}

export function finding(level: AnnotationLevel, range: FileRange, words: Words): RuleFinding {
  return { ...range, level, ...words };
}

export function wholeFile(path: string): FileRange {
  return { path, line: 1, endLine: 1, column: null };
}

export function pointIn(path: string, line: number, column: number): FileRange {
  return { path, line, endLine: line, column };
}
