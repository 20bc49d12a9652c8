/** The campaign of this very repository, by path. A module of values, like `assets.ts`. */
import { readdirSync, readFileSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);

const documents = ["TRACKER.md", "assignments/README.md", ".github/docs/gates.md"];
const catalog = readdirSync(new URL("catalog/", ROOT)).map((name) => `catalog/${name}`);

export const ATLAS: Readonly<Record<string, string>> = Object.fromEntries(
  [".github/diagram-tracker.yml", ...documents, ...catalog].map((path) => [
    path,
    readFileSync(new URL(path, ROOT), "utf8"),
  ]),
);
