import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DiagramId } from "../domain/diagram-id.ts";
import { pictureKind, SiteDrawings } from "../site/find-site-drawings.ts";
import type { SiteDrawing } from "../site/site-input.ts";
import type { LocalCampaign } from "./read-campaign.ts";
import { listFiles, readText, statInside } from "./read-text.ts";

const DEPTH = 20;
const TEXT_BYTES = 5_000_000;
const PICTURE_BYTES = 10_000_000;

/** The drawings in the diagrams' folder of a clone, by whose they say to be. What cannot be read is left out. */
export async function readDrawings({
  clone: { root },
  campaign: { catalog, config },
}: LocalCampaign): Promise<ReadonlyMap<DiagramId, readonly SiteDrawing[]>> {
  const folder = config.paths.diagrams;
  const drawings = new SiteDrawings(catalog, folder);
  for (const path of await listFiles(root, folder, DEPTH, () => true)) {
    if (pictureKind(path) !== null) {
      const stats = await statInside(root, path);
      if (!stats?.isFile() || stats.size > PICTURE_BYTES) continue;
      drawings.add({ path, bytes: await readFile(join(root, path)) });
    } else {
      const read = await readText(root, path, TEXT_BYTES);
      if (read.kind === "text") drawings.add({ path, text: read.text });
    }
  }
  return drawings.byDiagram;
}
