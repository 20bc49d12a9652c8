/**
 * What the runner reads from the output of a step: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
 * These few lines are ours: `@actions/core` brings an HTTP client of 400 KB for what is escaping here.
 */

import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

export interface RunRemark {
  readonly level: "error" | "warning" | "notice";
  /** A whole sentence in plain text. */
  readonly message: string;
  /** Where in the repository it is. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Shown beside the run, and at the line if it names one. */
export function renderRemark({ level, message, file, line, column }: RunRemark): string {
  const position = { file, line, col: column };
  const properties = Object.entries(position).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  );
  const head = properties.length === 0 ? level : `${level} ${properties.join(",")}`;
  return `::${head}::${escapeData(message)}`;
}

/** The runner blots it out wherever it is printed. */
export function renderMask(secret: string): string {
  return `::add-mask::${escapeData(secret)}`;
}

/** A line that is only to be read. The runner also takes commands in an older form, which may stand anywhere in a line. */
export function renderLogLine(line: string): string {
  return line
    .replaceAll("##[", "## [")
    .replace(/^[^\S\n\r\u2028\u2029]*::/gm, (found) => found.replace("::", ": :"));
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** Values that later steps can read. The delimiter is drawn, so that no value ends another. */
export function writeOutputs(path: string | null, outputs: Readonly<Record<string, string>>): void {
  if (path === null) return;
  const end = `end-${randomUUID()}`;
  const lines = Object.entries(outputs).map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`);
  appendFileSync(path, lines.join(""));
}

/** GitHub shows a megabyte of a step's summary, and nothing at all of more. */
const SUMMARY_BYTES = 1_000_000;

export function writeSummary(path: string | null, markdown: string): void {
  if (path === null) return;
  const bytes = Buffer.from(markdown);
  const text = new TextDecoder().decode(bytes.subarray(0, SUMMARY_BYTES));
  appendFileSync(path, `${text}\n`);
}
