import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseComment } from "../../src/commands/parse-comment.ts";
import { findDiagramIds } from "../../src/domain/diagram-id.ts";
import { CHECKLIST } from "../../src/domain/gates-config.ts";
import { readTicked } from "../../src/gates/attestations.ts";
import { claimForm } from "../../src/init/templates/claim-form.ts";
import { proposeForm } from "../../src/init/templates/propose-form.ts";
import { pullRequestTemplate } from "../../src/init/templates/pull-request-template.ts";

const ID = "G-LIN-FL";

describe("the pull request template", () => {
  const template = pullRequestTemplate(ID).text ?? "";

  test("has the ten points, and each box is one that the check reads", () => {
    const ticked = readTicked(template.replaceAll("[ ]", "[x]"), () => true);
    expect(ticked).toEqual(CHECKLIST.map((point) => ({ point, id: null })));
    expect(readTicked(template, () => true)).toEqual([]);
  });

  test("is for each diagram when the list stands below its heading", () => {
    const body = `## ${ID}\n${template.slice(template.indexOf("- [ ]")).replaceAll("[ ]", "[x]")}`;
    expect(readTicked(body, () => true).every(({ id }) => id === ID)).toBe(true);
  });

  test("runs no command when it is left as it is", () => {
    expect(parseComment(template)).toEqual([]);
  });
});

describe("issue forms", () => {
  test.each([claimForm(ID), proposeForm(ID)])("$path has what GitHub asks of a form", ({ text }) => {
    const form = parse(text ?? "");
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    const ids = form.body.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { type, attributes } of form.body) {
      expect(["textarea", "input"]).toContain(type);
      expect(attributes.label).toEqual(expect.any(String));
    }
  });

  test("a proposal, sent as it is, names no diagram and runs no command", () => {
    const { body, title } = parse(proposeForm(ID).text ?? "");
    const sent = body
      .map(({ attributes }: { attributes: { label: string } }) => `### ${attributes.label}\n`)
      .join("\n");
    expect(parseComment(sent)).toEqual([]);
    expect(findDiagramIds(`${title} ${sent}`, () => true)).toEqual([]);
  });
});
