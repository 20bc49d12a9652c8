import type { Block } from "./outline.ts";

/** `**Guide**` on a line of its own, right above a table or a list, is what people write for a small heading. */
export function captionOf(blocks: readonly Block[], { index }: Block): Block | null {
  const before = blocks[index - 1];
  if (before?.kind !== "paragraph" || before.lines.length !== 1) return null;
  return /^(?:\*\*[^*]+\*\*|__[^_]+__)[ \t]*:?$/.test(before.lines[0] ?? "") ? before : null;
}

/** What a caption says, without the colon at its end. */
export function captionText({ text }: Block): string {
  return text.replace(/(?<![\s:])[\s:]+$/, "");
}
