import { readFileSync, writeFileSync } from "node:fs";
import { SCHEMA_NAMES } from "../domain/schemas/schema-names.ts";
import { checklistBoxes } from "../init/templates/pull-request-template.ts";
import { renderArchitecturePage } from "./architecture-page.ts";
import { renderGatesPage, withBoxes } from "./gates-page.ts";
import { renderJsonSchema } from "./json-schemas.ts";
import { renderReadme } from "./readme.ts";
import { renderReference } from "./reference.ts";

// `npm run generate`: writes anew what is made from the code. Tests fail where it is out of date.
const root = new URL("../../", import.meta.url);
const change = (path: string, render: (text: string) => string) => {
  const file = new URL(path, root);
  writeFileSync(file, render(readFileSync(file, "utf8")));
};

for (const name of SCHEMA_NAMES)
  change(`src/domain/schemas/${name}.schema.json`, () => renderJsonSchema(name));
change(".github/docs/gates.md", renderGatesPage);
change(".github/PULL_REQUEST_TEMPLATE.md", (text) => withBoxes(text, checklistBoxes()));
change("README.md", renderReadme);
change(".github/docs/architecture.md", renderArchitecturePage);
const reference = await renderReference();
change(".github/docs/reference.md", () => reference);
