/** On which terms what others wrote may be passed on: their notices have to travel with the bundle. */
import { readdirSync, readFileSync } from "node:fs";
import type { BundledPackage } from "./packages.ts";

const NOTICE = /^(?:licen[cs]e|notice|copying)(?:[.-].*)?$/i;

export function renderLicences(packages: readonly BundledPackage[]): string {
  return [
    "What others wrote, and the terms on which it is part of these files.",
    ...packages.map((one) => [titleOf(one), ...readNotices(one)].join("\n\n")),
  ].join(`\n\n${"-".repeat(80)}\n\n`);
}

function titleOf({ name, version, license = "see its notice" }: BundledPackage): string {
  return `${name} ${version} (${license})`;
}

function readNotices({ folder }: BundledPackage): string[] {
  return readdirSync(folder)
    .filter((file) => NOTICE.test(file))
    .sort()
    .map((file) => readFileSync(`${folder}/${file}`, "utf8").trim());
}
