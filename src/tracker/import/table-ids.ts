import { DIAGRAM_ID_FORM, type DiagramId, parseDiagramId } from "../../domain/diagram-id.ts";

/** What a cell that should hold an ID holds. */
export type IdCell =
  | { readonly kind: "whole"; readonly id: DiagramId }
  /** `1.2`, `#BUG7`, `M0`: an ID once a prefix stands before it. In the letters of IDs. */
  | { readonly kind: "bare"; readonly bare: string }
  | { readonly kind: "none" };

const BARE = /^[#№]?[\p{L}\p{N}][\p{L}\p{N}._/:-]*$/u;
const BARE_LENGTH = 40;

/** Reads what a person sees in the cell. */
export function parseTableId(text: string): IdCell {
  const word = text.trim();
  const id = parseDiagramId(word);
  if (id) return { kind: "whole", id };
  if (word.length > BARE_LENGTH || !BARE.test(word)) return { kind: "none" };
  const bare = word
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  // What has other letters than IDs may have would not be the same one any more.
  if (bare === "" || /[^\p{ASCII}]/u.test(word.replace("№", ""))) return { kind: "none" };
  const joined = /[A-Za-z]/.test(word) && word.includes("_") ? parseDiagramId(bare) : null;
  return joined ? { kind: "whole", id: joined } : { kind: "bare", bare };
}

/** Whether the cells are IDs beyond doubt, whatever their column is called: addresses of functions, too. */
export function areIds(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text !== "");
  const isId = (text: string) =>
    (DIAGRAM_ID_FORM.test(text) && /\d|-.*-/.test(text)) || /^0x[0-9a-f]{4,16}$/i.test(text);
  return (
    filled.length > 0 &&
    filled.length === texts.length &&
    new Set(filled).size === filled.length &&
    filled.every(isId)
  );
}

/** Whether they are numbers as GitHub gives them to issues, each once. */
export function areNumbers(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length && texts.every((text) => /^#\d{1,9}$/.test(text));
}

/**
 * `Getting started` → `GS`, `Milestones` → `MIL`, `Phase 2: Core` → `P2`: what IDs without a prefix get; `T` where there are no
 * such letters.
 */
export function proposePrefix(heading: string): string {
  const [, part, number] = /^\W*([A-Za-z])[A-Za-z]*[ #.-]{1,3}(\d{1,3})\b/.exec(heading) ?? [];
  if (part !== undefined && number !== undefined) return part.toUpperCase() + number;
  const words = heading
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .match(/[A-Z][A-Z0-9]*/g);
  const telling = (words ?? []).filter((word) => !FILLERS.has(word));
  const [first] = telling;
  if (first === undefined) return "T";
  if (telling.length === 1) return first.slice(0, 3);
  return telling
    .slice(0, 4)
    .map((word) => word.charAt(0))
    .join("");
}

const FILLERS = new Set(["THE", "A", "AN", "OF", "AND", "FOR", "TO", "IN", "ON", "OUR"]);

/** A prefix as a person typed it, in the form that IDs have; null when it cannot begin one. */
export function parsePrefix(text: string): string | null {
  const prefix = text.toUpperCase().replace(/(?<![-*])[-*]+$/, "");
  return /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/.test(prefix) && prefix.length <= 20 ? prefix : null;
}
