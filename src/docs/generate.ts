import { readFileSync, writeFileSync } from "node:fs";
import { renderReadme } from "./readme.ts";
import { renderReference } from "./reference.ts";

// `npm run generate`: writes what is made from the code anew. A test fails when it is out of date.
const root = new URL("../../", import.meta.url);
const readme = new URL("README.md", root);
writeFileSync(new URL(".github/docs/reference.md", root), await renderReference());
writeFileSync(readme, renderReadme(readFileSync(readme, "utf8")));
