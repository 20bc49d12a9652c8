/**
 * What the bundle is made of, for programs that look for what is known to be unsafe: in the files themselves they find no
 * packages any more. CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), without the time and number that would make each
 * build another one.
 */
import { VERSION } from "../assets.ts";
import type { BundledPackage } from "./packages.ts";

export function renderSbom(packages: readonly BundledPackage[]): string {
  const own = { name: "diagram-tracker", version: VERSION, license: "MIT" };
  const sbom = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", ...describe(own) } },
    components: packages.map((one) => ({ type: "library", ...describe(one) })),
    // All of it is in the bundle, whoever asked for it.
    dependencies: [{ ref: purlOf(own), dependsOn: packages.map(purlOf) }],
  };
  return `${JSON.stringify(sbom, null, 2)}\n`;
}

function describe(one: Omit<BundledPackage, "folder">) {
  const { name, version, license } = one;
  return {
    "bom-ref": purlOf(one),
    name,
    version,
    ...(license !== undefined && { licenses: [{ expression: license }] }),
    purl: purlOf(one),
  };
}

/** https://github.com/package-url/purl-spec */
function purlOf({ name, version }: Omit<BundledPackage, "folder">): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}
