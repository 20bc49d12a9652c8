import { writeFileSync } from "node:fs";
import { renderReference } from "./reference.ts";

// `npm run generate`: writes the reference anew. A test fails when it is out of date.
writeFileSync(new URL("../../.github/docs/reference.md", import.meta.url), await renderReference());
