import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import type { FileChange, SourceFile } from "../domain/source-file.ts";
import { paint, type Shell, visible } from "./shell.ts";

/** Beyond so many changed lines a diff takes minutes to find, and nobody reads it. */
const CHANGES = 5_000;

/** A patch as `git apply` takes it. */
export function renderDiff({ path, text }: FileChange, before: SourceFile | undefined): string {
  const [from, to] = [before ? `a/${path}` : "/dev/null", text === null ? "/dev/null" : `b/${path}`];
  const [old, now] = [before?.text ?? "", text ?? ""];
  const patch = structuredPatch(from, to, old, now, "", "", { context: 3, maxEditLength: CHANGES });
  if (patch) return formatPatch(patch, FILE_HEADERS_ONLY);
  const lines = (one: string) => one.split("\n").length;
  return `--- ${from}\n+++ ${to}\nMore than ${CHANGES} lines differ (${lines(old)} before, ${lines(now)} now); they are not shown.\n`;
}

export function showDiff(shell: Shell, diff: string): void {
  // Only the last line end: a patch may well end with a line that is one space.
  const lines = visible(shell, diff.replace(/\n$/, "")).split("\n");
  shell.print(lines.map((line) => paintLine(shell, line)).join("\n"));
}

function paintLine(shell: Shell, line: string): string {
  if (line.startsWith("---") || line.startsWith("+++")) return paint(shell, "bold", line);
  if (line.startsWith("@@")) return paint(shell, "cyan", line);
  if (line.startsWith("+")) return paint(shell, "green", line);
  return line.startsWith("-") ? paint(shell, "red", line) : line;
}
