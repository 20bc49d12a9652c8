import { readFileSync } from "node:fs";
import { renderGatesPage } from "../../src/docs/gates-page.ts";
import { renderJsonSchema } from "../../src/docs/json-schemas.ts";
import { renderReference } from "../../src/docs/reference.ts";
import { CONFIG_PATH } from "../../src/domain/config.ts";
import { pullRequestTemplate } from "../../src/init/templates/pull-request-template.ts";
import { assignmentText, checkGates, GOOD } from "../gates/check-input.ts";

// Runs in the patched copy, whose checklist has a "Runbook".
const judged = (drawing: string, settings: { config?: string; body?: string; assignment?: object } = {}) =>
  checkGates({
    files: { "diagrams/G-LIN-FL.mmd": drawing },
    base: {
      "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL", { ...settings.assignment }),
      ...(settings.config !== undefined && { [CONFIG_PATH]: settings.config }),
    },
    pr: { body: `- [x] **3 AM Test**: it would\n${settings.body ?? ""}` },
  });
const override = { by: "root", on: "2026-11-24", pr: 12, reason: "None is needed", points: ["runbook"] };
const page = renderGatesPage(readFileSync(new URL("../../.github/docs/gates.md", import.meta.url), "utf8"));

process.stdout.write(
  JSON.stringify({
    missing: judged(GOOD).title,
    found: judged(`${GOOD}  F --> R[Runbook 12]\n`).title,
    ticked: judged(GOOD, { body: "- [x] **Runbook**: yes" }).title,
    overridden: judged(GOOD, { assignment: { overrides: [override] } }).title,
    off: judged(GOOD, { config: "gates:\n  points:\n    runbook: { level: off }\n" }).title,
    template: pullRequestTemplate("G-LIN-FL").text?.match(/^.*Runbook.*$/m)?.[0],
    page: page.match(/^### Runbook\n.*$/m)?.[0],
    inSchema: renderJsonSchema("config").includes("The page to open first."),
    reference: (await renderReference()).split("\n").filter((line) => line.includes("points.runbook")),
  }),
);
