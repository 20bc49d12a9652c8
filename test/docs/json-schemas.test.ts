import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { renderJsonSchema } from "../../src/docs/json-schemas.ts";
import { assignmentFileSchema } from "../../src/domain/assignment.ts";
import { createAssignmentFile } from "../../src/domain/assignment-file.ts";
import { catalogFileSchema } from "../../src/domain/catalog-file.ts";
import { configSchema } from "../../src/domain/config.ts";
import { editAssignmentFile } from "../../src/domain/edit-assignment-file.ts";
import { parseYaml } from "../../src/domain/parse-yaml.ts";
import { SCHEMA_NAMES, type SchemaName } from "../../src/domain/schemas/schema-names.ts";
import { anyChange } from "../domain/any-assignment.ts";

const ZOD = { catalog: catalogFileSchema, assignment: assignmentFileSchema, config: configSchema };
const FIXTURES = new URL("../../fixtures/schemas/", import.meta.url);

const cases = (kind: "valid" | "invalid" | "zod-only") =>
  SCHEMA_NAMES.flatMap((name) => {
    const folder = new URL(`${name}/${kind}/`, FIXTURES);
    return existsSync(folder)
      ? readdirSync(folder).map((file) => [name, file, readFileSync(new URL(file, folder), "utf8")] as const)
      : [];
  });

const byAjv = (name: SchemaName, text: string) =>
  new Ajv().compile(JSON.parse(renderJsonSchema(name)))(parse(text));
const byZod = (name: SchemaName, text: string) => parseYaml(`${name}.yml`, text, ZOD[name]).ok;

test.each(SCHEMA_NAMES)("the committed %s schema is what the code says (npm run generate)", (name) => {
  const committed = new URL(`../../src/domain/schemas/${name}.schema.json`, import.meta.url);
  expect(readFileSync(committed, "utf8")).toBe(renderJsonSchema(name));
});

test.each(SCHEMA_NAMES)(
  "every field of the %s schema that people fill in is described or plainly named",
  (name) => {
    const schema = JSON.parse(renderJsonSchema(name)) as { description?: string };
    expect(schema.description).toMatch(/\.$/);
  },
);

describe("zod, which the bot reads with, and the published JSON Schema agree", () => {
  test.each(cases("valid"))("%s: %s is valid", (name, _file, text) => {
    expect({ zod: byZod(name, text), ajv: byAjv(name, text) }).toEqual({ zod: true, ajv: true });
  });

  test.each(cases("invalid"))("%s: %s is invalid", (name, _file, text) => {
    expect({ zod: byZod(name, text), ajv: byAjv(name, text) }).toEqual({ zod: false, ajv: false });
  });

  // A JSON Schema can say what a date looks like, not that February has no 30th; nor what a pattern of IDs means.
  test.each(cases("zod-only"))(
    "%s: %s is invalid by a rule that a JSON Schema cannot say",
    (name, _file, text) => {
      expect({ zod: byZod(name, text), ajv: byAjv(name, text) }).toEqual({ zod: false, ajv: true });
    },
  );
});

test("what the bot writes is what the published schema lets stand, so that no editor complains of it", () => {
  const isValid = new Ajv().compile(JSON.parse(renderJsonSchema("assignment")));
  fc.assert(
    fc.property(anyChange, ({ now, next }) => {
      const created = createAssignmentFile(now);
      for (const text of [created, editAssignmentFile(created, next)]) {
        expect(isValid(parse(text)), text).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});

describe("the files of this repository", () => {
  const root = new URL("../../", import.meta.url);
  const catalog = readdirSync(new URL("catalog/", root)).map(
    (file) => ["catalog", `catalog/${file}`] as const,
  );
  test.each([...catalog, ["config", ".github/diagram-tracker.yml"] as const])(
    "%s: %s is valid, and its header finds the schema",
    (name, path) => {
      const text = readFileSync(new URL(path, root), "utf8");
      expect({ zod: byZod(name, text), ajv: byAjv(name, text) }).toEqual({ zod: true, ajv: true });
      const header = /^# yaml-language-server: \$schema=(.+)$/m.exec(text)?.[1] ?? "";
      expect(existsSync(new URL(header, new URL(path, root)))).toBe(true);
    },
  );
});
