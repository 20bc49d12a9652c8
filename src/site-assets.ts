/**
 * What stands beside the pages of a site. In the bundle this module holds the values (`bundle/inline-values.ts`), so it exports
 * nothing but text.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const read = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const CSS: string = readFileSync(read("./site/assets/site.css"), "utf8");

/** The script of every page. */
export const SCRIPT: string = await build("./site/client/main.ts", "esm");

/** That of the frame for drawings, which has no origin and so can load no module. */
export const FRAME_SCRIPT: string = await build("./site/client/frame.ts", "iife");

async function build(entry: string, format: "esm" | "iife"): Promise<string> {
  const made = await rolldown({ input: read(entry), platform: "browser", tsconfig: false });
  const { output } = await made.generate({ format, minify: true });
  await made.close();
  return output[0].code;
}
