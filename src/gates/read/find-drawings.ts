import type { FileContent, PageBlock } from "../../facts/contents.ts";
import type { DrawingKind } from "../../facts/drawing-kind.ts";
import { findMermaidSources } from "./find-mermaid-sources.ts";
import { findBlocks, isPage } from "./page-blocks.ts";

/** One drawing: a block of a Markdown file, or a file. */
export interface Drawing {
  readonly path: string;
  readonly kind: DrawingKind;
  /** Null where it has no text. */
  readonly text: string | null;
  /** Without text, the name of its contents in git; absent where it cannot be read. */
  readonly oid?: string;
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  /** The headings that it stands under, the nearest first. */
  readonly headings: readonly string[];
}

/** Words behind a fence, in lower case. GitHub draws Mermaid only; other renderers know the rest. */
const FENCES: Readonly<Record<string, DrawingKind>> = {
  plantuml: "plantuml",
  puml: "plantuml",
  d2: "d2",
  dot: "graphviz",
  graphviz: "graphviz",
};

const FILES: readonly (readonly [RegExp, DrawingKind])[] = [
  [/\.(?:mmd|mermaid)$/i, "mermaid"],
  [/\.(?:puml|plantuml|pu)$/i, "plantuml"],
  [/\.d2$/i, "d2"],
  [/\.(?:dot|gv)$/i, "graphviz"],
  [/\.(?:drawio|dio)(?:\.(?:svg|png|xml))?$/i, "drawio"],
  [/\.excalidraw(?:\.(?:svg|png|json))?$/i, "excalidraw"],
];
/** Anywhere else a picture is a logo or a photograph. */
const IN_FOLDER: readonly (readonly [RegExp, DrawingKind])[] = [
  [/\.svg$/i, "svg"],
  [/\.(?:png|jpe?g|gif|webp|avif|pdf)$/i, "picture"],
];

/** Whether a file of this name may be a drawing or hold one. `folder`: that of the diagrams. */
export function mayContainDrawing(path: string, folder: string): boolean {
  return isPage(path) || kindOfFile(path, folder) !== null;
}

/** Whether a file of this name lies where diagrams are kept, or is a drawing wherever it lies. */
export function isDrawingPath(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`) || kindOfFile(path, folder) !== null;
}

function kindOfFile(path: string, folder: string): DrawingKind | null {
  const named = FILES.find(([form]) => form.test(path))?.[1];
  if (named) return named;
  if (!path.startsWith(`${folder}/`) || isPage(path)) return null;
  return IN_FOLDER.find(([form]) => form.test(path))?.[1] ?? "other";
}

/** The drawings in a file. A page is none by itself: its blocks are. `known`: these, where they are known. */
export function findDrawings(
  path: string,
  content: FileContent,
  folder: string,
  known?: readonly PageBlock[],
): Drawing[] {
  const kind = kindOfFile(path, folder);
  if (kind !== null) {
    if (content.kind === "removed") return [];
    const text = content.kind === "text" ? content.text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n") : null;
    const oid = content.kind !== "text" && content.oid !== undefined ? { oid: content.oid } : {};
    return text?.trim() === "" ? [] : [{ path, kind, text, ...oid, line: 1, headings: [] }];
  }
  if (content.kind !== "text" || !isPage(path)) return [];
  const { text } = content;
  const blocks = known ?? findBlocks(text);
  const mermaid = findMermaidSources({ path, text }, blocks).map((source) => ({
    ...source,
    kind: "mermaid" as const,
  }));
  return [...mermaid, ...otherBlocks(path, blocks)].sort((one, other) => one.line - other.line);
}

function otherBlocks(path: string, blocks: readonly PageBlock[]): Drawing[] {
  return blocks.flatMap(({ info, ...block }) => {
    const word = /^\{?\.?([A-Za-z0-9]{2,12})\b/.exec(info)?.[1]?.toLowerCase() ?? "";
    const kind = Object.hasOwn(FENCES, word) ? FENCES[word] : undefined;
    return kind ? [{ path, kind, ...block }] : [];
  });
}
