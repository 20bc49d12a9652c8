import { pathToFileURL } from "node:url";
import type { Plugin } from "rolldown";

/** Modules that read files from beside themselves, and export nothing but the text and data that they read. */
const MODULES = [
  "src/assets.ts",
  "src/site-assets.ts",
  "src/playground/atlas.ts",
  "src/playground/github/published.ts",
];

/** Puts the values of such modules into the bundle instead of the code that reads them. */
export function inlineValues(root: string): Plugin {
  const inlined = new Set(MODULES.map((path) => `${root}${path}`));
  return {
    name: "inline-values",
    async load(id) {
      if (!inlined.has(id)) return null;
      const values: Record<string, unknown> = await import(pathToFileURL(id).href);
      // By name, as Node.js has them; others may have them in another order.
      const sorted = Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
      const exports = sorted.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`);
      return { code: exports.join(""), moduleType: "js" };
    },
  };
}
