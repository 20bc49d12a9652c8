import type { FileChange } from "../../domain/source-file.ts";
import { CHECKLIST_POINTS } from "../../gates/points/all-points.ts";

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

/** The checklist as a task list. */
export function checklistBoxes(): string {
  return CHECKLIST_POINTS.map(({ name, promise }) => `- [ ] **${name}**: ${promise}`).join("\n");
}

/** Its boxes are what the check of the gates reads: a tick is the word of whoever wrote the description. */
export function pullRequestTemplate(example: string): FileChange {
  const text = `<!-- Name the diagram in the title, for instance "${example}: what it shows". The bot finds it there. -->

## What the diagram shows

## Where its data comes from
<!-- One address a line. A comment "/source ${example} https://…" puts it into the assignment, too. -->

## Checklist
<!--
The check "Diagram tracker / gates" reads the drawing itself and says what it finds. Tick a point when you have looked
and vouch for it. With several diagrams, put the list once below a heading with each one's ID.
-->
${checklistBoxes()}
`;
  return { path: PULL_REQUEST_TEMPLATES[0], text };
}
