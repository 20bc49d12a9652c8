import type { Words } from "../../messages/words.ts";
import type { Annotation } from "../check-report.ts";

/** What a rule found; the report shows it and annotates the place. */
export type Finding = Annotation;
export type Level = Annotation["level"];

export interface Place {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly column: number | null;
}

export function finding(level: Level, place: Place, words: Words): Finding {
  return { ...place, level, ...words };
}

export function wholeFile(path: string): Place {
  return { path, line: 1, endLine: 1, column: null };
}

export function pointIn(path: string, line: number, column: number): Place {
  return { path, line, endLine: line, column };
}
