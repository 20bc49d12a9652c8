import { CONFIG_PATH } from "../../domain/config.ts";
import type { FileChange, SourceFile } from "../../domain/source-file.ts";

const HEAD =
  "# Configuration of Diagram Tracker. Every key may be left out; these are the ones that people change first.";

const EXAMPLES = `#
# claims:
#   limit: 3 # diagrams that one person may hold in progress at once
#   days: 14 # from a claim to its due date
#   remind_before: 3 # days before the due date on which its holder is reminded, or off
#   release_after: off # or days after the due date: then it is free again, after a warning
# time_zone: UTC # where days begin, such as Europe/Berlin
# reviewers: [] # logins that new claims are given to in turn
# roles:
#   maintainers:
#     users: [] # who may assign and reopen, beside those with the permission "maintain"
# weekly_review: true # an issue with the state of the campaign, and a comment there on Mondays
`;

/** What the import found goes below the examples. `tracker`: where the document is; null: where it is looked for anyhow. */
export function firstConfig(
  imported: SourceFile | null,
  {
    schema,
    guide,
    tracker,
  }: { readonly schema: string; readonly guide: string; readonly tracker: string | null },
): FileChange {
  const [first = "", ...rest] = (imported?.text ?? "").split("\n");
  const isHeader = first.startsWith("# yaml-language-server");
  const found = (isHeader ? rest : [first, ...rest]).join("\n").trim();
  const header = `# yaml-language-server: $schema=${schema}`;
  const elsewhere = tracker === null ? "" : `  tracker: ${JSON.stringify(tracker)}\n`;
  const paths = `\npaths:\n${elsewhere}  guide: ${JSON.stringify(guide)} # what the answer to a claim links\n`;
  return { path: CONFIG_PATH, text: `${header}\n${HEAD}\n${EXAMPLES}${paths}${found ? `\n${found}\n` : ""}` };
}
