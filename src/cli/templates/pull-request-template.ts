import type { FileChange } from "../../domain/source-file.ts";

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

export function pullRequestTemplate(example: string): FileChange {
  const text = `<!-- Name the diagram in the title, for instance "${example}: what it shows". The bot finds it there. -->

## What the diagram shows

## Where its data comes from
<!-- One address a line. A comment "/source ${example} https://…" puts it into the assignment, too. -->
`;
  return { path: PULL_REQUEST_TEMPLATES[0], text };
}
