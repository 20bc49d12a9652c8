import { type Catalog, knownIn } from "../domain/catalog.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { ownersOf } from "../gates/read/drawing-owners.ts";
import { findDrawings } from "../gates/read/find-drawings.ts";
import { isInertSvg } from "./inert-svg.ts";
import type { SiteDrawing } from "./site-input.ts";

/** So many drawings of one diagram are shown. */
const MOST = 10;

const PICTURES: Readonly<Record<string, NonNullable<SiteDrawing["picture"]>["extension"]>> = {
  svg: "svg",
  png: "png",
  jpg: "jpg",
  jpeg: "jpg",
  gif: "gif",
  webp: "webp",
};

/** A file in the diagrams' folder: its bytes where it is a picture, else its text. */
export type DiagramFile =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly bytes: Uint8Array };

/** As what a browser shows a file of this name; null: as none. */
export function pictureKind(path: string): keyof typeof PICTURES | null {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return Object.hasOwn(PICTURES, extension) ? extension : null;
}

/** The drawings in some files, by whose they say to be. */
export class SiteDrawings {
  readonly byDiagram = new Map<DiagramId, SiteDrawing[]>();
  private readonly catalog: Catalog;
  private readonly folder: string;

  constructor(catalog: Catalog, folder: string) {
    this.catalog = catalog;
    this.folder = folder;
  }

  add(file: DiagramFile): void {
    for (const { drawing, ...named } of this.drawingsIn(file)) {
      for (const id of ownersOf(named, { isKnown: knownIn(this.catalog) })) {
        const own = this.byDiagram.get(id) ?? [];
        if (own.length < MOST) this.byDiagram.set(id, [...own, drawing]);
      }
    }
  }

  private drawingsIn(file: DiagramFile) {
    const { path } = file;
    if ("bytes" in file) {
      const kind = pictureKind(path) ?? "png";
      const isShown = kind !== "svg" || isInertSvg(new TextDecoder().decode(file.bytes));
      const picture = isShown ? { bytes: file.bytes, extension: PICTURES[kind] ?? "png" } : null;
      return [{ path, text: null, headings: [], drawing: { path, line: 1, kind, text: null, picture } }];
    }
    return findDrawings(path, { kind: "text", text: file.text }, this.folder)
      .filter(({ kind }) => kind !== "other")
      .map(({ line, kind, text, headings }) => {
        return { path, text, headings, drawing: { path, line, kind, text, picture: null } };
      });
  }
}
