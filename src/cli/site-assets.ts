import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SiteAssets } from "../site/site-input.ts";
import { CSS, FRAME_SCRIPT, SCRIPT } from "../site-assets.ts";
import { encodePng } from "./encode-png.ts";

export const siteAssets: SiteAssets = {
  css: CSS,
  script: SCRIPT,
  frameScript: FRAME_SCRIPT,
  mermaid: readMermaid,
  encodePng,
};

/** Three megabytes, read only where there is something to draw. The bundle has it beside itself. */
function readMermaid(): string {
  const beside = new URL("./mermaid.min.js", import.meta.url);
  const file = existsSync(beside) ? beside : new URL(import.meta.resolve("mermaid/dist/mermaid.min.js"));
  return readFileSync(fileURLToPath(file), "utf8");
}
