/** Whose code is in the bundle, and on which terms it may be passed on: their notices have to travel with it. */
import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const NOTICE = /^(?:licen[cs]e|notice|copying)(?:[.-].*)?$/i;
const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  license: z.string().default("see its notice"),
});

/** `modules`: paths of all that is in the bundle. */
export function renderLicences(modules: Iterable<string>): string {
  const folders = new Set(
    [...modules].flatMap((path) => PACKAGE.exec(path.replaceAll("\\", "/"))?.[0] ?? []),
  );
  const entries = [...folders]
    .map(describe)
    .sort(({ title: one }, { title: other }) => (one < other ? -1 : 1));
  return [
    "What others wrote, and the terms on which it is part of these files.",
    ...entries.map(({ title, notices }) => [title, ...notices].join("\n\n")),
  ].join(`\n\n${"-".repeat(80)}\n\n`);
}

function describe(folder: string): { readonly title: string; readonly notices: readonly string[] } {
  const { name, version, license } = manifestSchema.parse(
    JSON.parse(readFileSync(`${folder}/package.json`, "utf8")),
  );
  const files = readdirSync(folder)
    .filter((file) => NOTICE.test(file))
    .sort();
  return {
    title: `${name} ${version} (${license})`,
    notices: files.map((file) => readFileSync(`${folder}/${file}`, "utf8").trim()),
  };
}
