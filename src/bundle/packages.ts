/** Whose code is in the bundle. */
import { readFileSync } from "node:fs";
import { z } from "zod";

const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
});

export interface BundledPackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** As its package.json says; undefined: only its notice does. */
  readonly license?: string | undefined;
}

/** `modules`: paths of all that is in the bundle. In the order of their names and versions. */
export function readPackages(modules: Iterable<string>): BundledPackage[] {
  const folders = new Set(
    [...modules].flatMap((path) => PACKAGE.exec(path.replaceAll("\\", "/"))?.[0] ?? []),
  );
  const order = ({ name, version }: BundledPackage) => `${name} ${version}`;
  return [...folders]
    .map((folder) => {
      const { name, version, license } = manifestSchema.parse(
        JSON.parse(readFileSync(`${folder}/package.json`, "utf8")),
      );
      return { folder, name, version, license };
    })
    .sort((one, other) => (order(one) < order(other) ? -1 : 1));
}
