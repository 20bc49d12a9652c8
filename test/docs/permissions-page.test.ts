import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { actionWorkflows } from "../../src/cli/templates/action-workflows.ts";
import { pagesWorkflow } from "../../src/cli/templates/pages-workflow.ts";
import { readManifest } from "../../src/doctor/check-grants.ts";

const page = readFileSync(new URL("../../.github/docs/permissions.md", import.meta.url), "utf8");
const permissionsSchema = z.record(z.string(), z.string());
const workflowSchema = z.object({
  permissions: permissionsSchema,
  jobs: z.record(z.string(), z.object({ permissions: permissionsSchema.optional() })),
});
const PIN = { commit: "0".repeat(40), release: "v1.0.0" };
const PLACE = { defaultBranch: "main", repository: "atlas/diagrams" };

test("the page gives a reason for each permission of app.yml, and for no other", () => {
  expect(rowsBelow("The App's permissions")).toEqual(named(readManifest().permissions));
});

test("the page gives a reason for each event of app.yml, and for no other", () => {
  expect(rowsBelow("The events that it hears")).toEqual([...readManifest().events].sort());
});

test("the page gives a reason for each permission of the Action's workflows, and for no other", () => {
  const [main, reviews] = actionWorkflows(PIN, PLACE).map(({ text }) => permissionsOf(text ?? ""));
  expect(rowsBelow("The Action's token")).toEqual(main);
  expect(reviews).toEqual([]);
});

test("the page gives a reason for each permission of the page's workflow, and for no other", () => {
  const { text } = pagesWorkflow(PIN, { ...PLACE, paths: ["catalog/**"], state: null });
  expect(rowsBelow("The page's workflow")).toEqual(permissionsOf(text ?? ""));
});

/** The first cells of the table below a heading. */
function rowsBelow(heading: string): string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  const cells = [...(section ?? "").matchAll(/^\| `([^`]+)` \|/gm)];
  return cells.map(([, cell = ""]) => cell).sort();
}

function named(permissions: Readonly<Record<string, string>>): string[] {
  return Object.entries(permissions)
    .map(([area, level]) => `${area}: ${level}`)
    .sort();
}

/** Of all jobs; the workflow itself has none. */
function permissionsOf(workflow: string): string[] {
  const { permissions, jobs } = workflowSchema.parse(parse(workflow));
  expect(permissions).toEqual({});
  return [...new Set(Object.values(jobs).flatMap((job) => named(job.permissions ?? {})))].sort();
}
