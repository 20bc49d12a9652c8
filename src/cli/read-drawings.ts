import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { knownIn } from "../domain/catalog.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { ownersOf } from "../gates/read/drawing-owners.ts";
import { findDrawings } from "../gates/read/find-drawings.ts";
import type { SiteDrawing } from "../site/site-input.ts";
import type { LocalCampaign } from "./read-campaign.ts";
import { listFiles, readText, statInside } from "./read-text.ts";

const DEPTH = 20;
const TEXT_BYTES = 5_000_000;
const PICTURE_BYTES = 10_000_000;
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

/** The drawings in the diagrams' folder of a clone, by whose they say to be. What cannot be read is left out. */
export async function readDrawings({
  clone: { root },
  campaign: { catalog, config },
}: LocalCampaign): Promise<ReadonlyMap<DiagramId, readonly SiteDrawing[]>> {
  const folder = config.paths.diagrams;
  const found = new Map<DiagramId, SiteDrawing[]>();
  const isKnown = knownIn(catalog);
  for (const path of await listFiles(root, folder, DEPTH, () => true)) {
    for (const one of await readOne(root, path, folder)) {
      for (const id of ownersOf(one, { isKnown })) {
        const own = found.get(id) ?? [];
        if (own.length < MOST) found.set(id, [...own, one.drawing]);
      }
    }
  }
  return found;
}

async function readOne(root: string, path: string, folder: string) {
  const extension = PICTURES[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
  if (extension !== undefined) {
    const stats = await statInside(root, path);
    if (!stats?.isFile() || stats.size > PICTURE_BYTES) return [];
    const bytes = await readFile(join(root, path));
    const drawing = { path, line: 1, kind: extension, text: null, picture: { bytes, extension } };
    return [{ path, text: null, headings: [], drawing }];
  }
  const read = await readText(root, path, TEXT_BYTES);
  if (read.kind !== "text") return [];
  return findDrawings(path, { kind: "text", text: read.text }, folder)
    .filter(({ kind }) => kind !== "other")
    .map(({ line, kind, text, headings }) => {
      return { path, text, headings, drawing: { path, line, kind, text, picture: null } };
    });
}
