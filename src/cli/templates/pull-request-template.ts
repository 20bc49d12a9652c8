import { CHECKLIST, type ChecklistPoint } from "../../domain/gates-config.ts";
import type { FileChange } from "../../domain/source-file.ts";
import { ALL_POINTS } from "../../gates/points/all-points.ts";

/** Where GitHub looks for one; a repository has at most one of these, or a folder of several. */
export const PULL_REQUEST_TEMPLATES = [
  ".github/PULL_REQUEST_TEMPLATE.md",
  ".github/pull_request_template.md",
  ".github/PULL_REQUEST_TEMPLATE",
  "PULL_REQUEST_TEMPLATE.md",
  "pull_request_template.md",
  "docs/PULL_REQUEST_TEMPLATE.md",
  "docs/pull_request_template.md",
] as const;

/** What a person says by ticking a point. */
const POINTS: Readonly<Record<ChecklistPoint, string>> = {
  production_data: "its figures were measured in a system that runs",
  source_url: "its sources are linked above",
  date_current: "the system is as it was in 2020 or after",
  color_scheme: "each plane has its colour",
  cost_data: "it says what this costs, in money or in machines",
  latency_budget: "its edges say p50 and p99",
  failure_mode: "it shows what breaks, and the way back",
  instance_types: "machines are named by type",
  scale_metrics: "it says how many users, requests or bytes",
  three_am_test: "it would help whoever is woken by an alarm",
};

/** Its boxes are what the check of the gates reads: a tick is the word of whoever wrote the description. */
export function pullRequestTemplate(example: string): FileChange {
  const boxes = CHECKLIST.map((key) => {
    const name = ALL_POINTS.find((point) => point.key === key)?.name ?? key;
    return `- [ ] **${name}**: ${POINTS[key]}`;
  });
  const text = `<!-- Name the diagram in the title, for instance "${example}: what it shows". The bot finds it there. -->

## What the diagram shows

## Where its data comes from
<!-- One address a line. A comment "/source ${example} https://…" puts it into the assignment, too. -->

## Checklist
<!--
The check "Diagram tracker / gates" reads the drawing itself and says what it finds. Tick a point when you have looked
and vouch for it. With several diagrams, put the list once below a heading with each one's ID.
-->
${boxes.join("\n")}
`;
  return { path: PULL_REQUEST_TEMPLATES[0], text };
}
