import { afterAll, describe, expect, test } from "vitest";
import { type FileToParse, parseFile } from "../../src/domain/parse-file.ts";
import { YamlParser } from "../../src/yaml/yaml-parser.ts";
import { repeated } from "../growth.ts";

const parser = new YamlParser({ milliseconds: 120_000 });
afterAll(() => parser.close());

const file = (text: string, more: Partial<FileToParse> = {}): FileToParse => ({
  kind: "assignment",
  path: "assignments/G-LIN-FL.yml",
  text,
  withPositions: true,
  ...more,
});
const ASSIGNMENT = "assignment:\n  diagram_id: G-LIN-FL\n  assignee: ada\n  status: in_progress\n";
/** So that a process has to look at it. */
const LONG = `${ASSIGNMENT}${repeated("# a word\n")(5_000)}`;
const CATALOG = `categories:\n  - name: A\n    planned: 1\n${repeated("# a word\n")(5_000)}`;
const HOSTILE = `[${repeated(",")(790_000)}`;

describe("the YAML of strangers", () => {
  test("says in a process of its own what it says in this one", async () => {
    const files = [
      file(LONG),
      file(`${LONG}assignee: bob\n`),
      file(CATALOG, { kind: "catalog", path: "catalog/all.yml" }),
      file(`claims: { limit: 2 }\n${repeated("# a word\n")(5_000)}`, { kind: "config", path: "config.yml" }),
    ];
    expect(await parser.parseAll(files, "atlas/diagrams")).toEqual(files.map(parseFile));
  });

  test("what takes too long is a problem of its file, and of no other", async () => {
    const impatient = new YamlParser({ milliseconds: 50 });
    const [hung] = await impatient.parseAll([file(HOSTILE)], "mallory/fork");
    expect(hung).toMatchObject({
      read: { id: "G-LIN-FL", assignment: null, problems: [{ line: 1, severity: "error" }] },
    });
    expect(JSON.stringify(hung)).toContain("could not read the file within 0.05 s");
    await impatient.close();
    expect(await parser.parseAll([file(LONG)], "atlas/diagrams")).toMatchObject([
      { read: { assignment: { assignee: "ada" }, problems: [] } },
    ]);
  });

  test("one that needs more memory than there is is given up, too", async () => {
    const small = new YamlParser({ milliseconds: 120_000, memoryMegabytes: 32 });
    const [verdict] = await small.parseAll([file(HOSTILE)], "mallory/fork");
    expect(verdict).toMatchObject({ read: { assignment: null } });
    await small.close();
  });
});
