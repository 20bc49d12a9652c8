/**
 * The one thing that npm, the image and the Action carry: every program in one folder, with all that it needs. The same
 * sources give the same bytes, wherever they lie.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type OutputChunk, rolldown } from "rolldown";
import { inlineValues } from "./inline-values.ts";
import { renderLicences } from "./licences.ts";
import { readPackages } from "./packages.ts";
import { renderSbom } from "./sbom.ts";

/** Where package.json lies, with a slash at its end. */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Whoever starts another program of these finds it by its name in the same folder. */
export const PROGRAMS: Readonly<Record<string, string>> = {
  "diagram-tracker": "src/cli/main.ts",
  serve: "src/serve.ts",
  "warm-start": "src/warm-start.mjs",
  playground: "src/playground/main.ts",
  action: "src/action/main.ts",
  "parse-mermaid": "src/mermaid/parse-mermaid.ts",
  "parse-page": "src/pages/parse-page.ts",
  "parse-yaml-file": "src/yaml/parse-yaml-file.ts",
  "propose-in-process": "src/init/propose-in-process.ts",
};

/** What dependencies load where it happens to be there, and do without otherwise. */
const OPTIONAL = ["pg-native", "pg-cloudflare"];

/** Writes the bundle into `folder`, and deletes what was there. Throws at what rolldown warns of. */
export async function bundle(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const build = await rolldown({
    cwd: ROOT,
    input: { ...PROGRAMS },
    platform: "node",
    external: OPTIONAL,
    plugins: [inlineValues(ROOT)],
    onLog: (level, log) => {
      // Of dependencies: they call eval where nothing else is there, and it is.
      if (level === "warn" && log.code !== "EVAL") throw new Error(log.message);
    },
  });
  const { output } = await build.generate({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    // Names stay, so that a stack still says where.
    minify: { compress: true, mangle: false, codegen: true },
  });
  await build.close();
  const chunks = output.filter((one): one is OutputChunk => one.type === "chunk");
  mkdirSync(folder, { recursive: true });
  for (const { fileName, code, isEntry } of chunks) {
    writeFileSync(join(folder, fileName), code, { mode: isEntry ? 0o755 : 0o644 });
  }
  // For browsers, beside the pages that `site` builds: no program loads it.
  copyFileSync(
    fileURLToPath(import.meta.resolve("mermaid/dist/mermaid.min.js")),
    join(folder, "mermaid.min.js"),
  );
  // Wherever the folder lies, its files are modules.
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const packages = readPackages(chunks.flatMap(({ moduleIds }) => moduleIds));
  writeFileSync(join(folder, "LICENSES.txt"), renderLicences(packages));
  writeFileSync(join(folder, "sbom.cdx.json"), renderSbom(packages));
}
