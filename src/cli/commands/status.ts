/**
 * `status` → the summary by category; `status G-LIN-*` → a table of these diagrams.
 */
import { Command } from "commander";
import { z } from "zod";
import type { Campaign } from "../../domain/campaign.ts";
import { campaignFigures } from "../../domain/campaign-figures.ts";
import { countProgress, type Progress } from "../../domain/progress.ts";
import { parseSelection } from "../../domain/select.ts";
import { STATUS_LABEL } from "../../domain/status.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { type DiagramRow, diagramRow, diagramRowSchema } from "../diagram-row.ts";
import { noteProblems, readCampaign } from "../read-campaign.ts";
import { paint, printJson, type Shell, visible } from "../shell.ts";
import { renderTable } from "../text-table.ts";
import { UserError } from "../user-error.ts";

const summaryRowSchema = z.strictObject({
  category: z.string().nullable().describe("Its name; null: the total of all, which comes last."),
  total: z.int().describe("Diagrams planned, named or not."),
  complete: z.int().describe("Of these complete."),
  in_progress: z.int().describe("In progress or in review."),
  pending: z.int().describe("Not begun; the three add up to the total."),
  percent: z.int().describe("Complete, floored: 100 only when all are."),
});

export const status: CliCommand = {
  json: [
    { when: "and no selection", list: true, schema: summaryRowSchema },
    { when: "and a selection", list: true, schema: diagramRowSchema },
  ],
  examples: [
    ["status", "how far each category is"],
    ["status G-LIN-*", "the diagrams of one group"],
    ["status @ada", "what ada holds"],
    ["status review", "what waits for a review"],
  ],
  make: (shell, exit) =>
    new Command("status")
      .summary("show how far the campaign is")
      .description("Shows how far the campaign is: by category, or each diagram of a selection.")
      .argument("[selection...]", "an ID, G-LIN-*, a group, a category, @user, a phase or a status")
      .action(async (words: string[], _options, command: Command) => {
        const options = command.optsWithGlobals<GlobalOptions>();
        const { json } = options;
        const { campaign, problems } = await readCampaign(shell, options);
        const text = words.join(" ").trim();
        if (text === "") showSummary(shell, campaign, json);
        else showSelection(shell, campaign, text, json);
        noteProblems(shell, problems);
        // What a file that cannot be read names is in none of the figures.
        if (!campaign.catalog.isWhole) exit(1);
      }),
};

function showSummary(shell: Shell, campaign: Campaign, json = false): void {
  const { categories, total } = campaignFigures(campaign);
  const rows = categories.map((one) => ({ category: one.category.name, progress: one }));
  if (json) {
    const all = [...rows, { category: null, progress: total }];
    printJson(
      shell,
      all.map(({ category, progress }) => ({ category, ...figures(progress) })),
    );
    return;
  }
  const columns = [
    { title: "Category", min: 12 },
    { title: "Total", align: "right" },
    { title: "Complete", align: "right" },
    { title: "In progress", align: "right" },
    { title: "Pending", align: "right", expendable: 1 },
    { title: "Done", align: "right" },
  ] as const;
  const cells = ({ total, complete, inProgress, pending, percent }: Progress) => [
    ...[total, complete, inProgress, pending].map((value) => value.toLocaleString("en-US")),
    `${percent}%`,
  ];
  const lines = [...rows, { category: "Total", progress: total }];
  shell.print(
    renderTable(
      shell,
      columns,
      lines.map(({ category, progress }) => [category, ...cells(progress)]),
    ),
  );
}

function figures({ total, complete, inProgress, pending, percent }: Progress) {
  return { total, complete, in_progress: inProgress, pending, percent };
}

function showSelection(shell: Shell, campaign: Campaign, text: string, json = false): void {
  const selection = parseSelection(text, campaign);
  if ("unknown" in selection) {
    const near = selection.near === null ? "" : ` Did you mean "${selection.near}"?`;
    throw new UserError(
      visible(
        shell,
        `"${selection.unknown}" is no diagram, group, category or phase of the catalog, and no status.${near}`,
      ),
    );
  }
  const rows = selection.diagrams.map((diagram) => diagramRow(campaign, diagram));
  if (json) {
    printJson(shell, rows);
    return;
  }
  const { complete, total } = countProgress(campaign, selection.diagrams);
  shell.print(`${paint(shell, "bold", visible(shell, selection.title))} (${complete} of ${total} complete)`);
  if (rows.length > 0) shell.print(`\n${renderDiagrams(shell, rows)}`);
}

function renderDiagrams(shell: Shell, rows: readonly DiagramRow[]): string {
  const columns = [
    { title: "ID" },
    { title: "Name", min: 12 },
    { title: "Status" },
    { title: "Assignee", min: 8 },
    { title: "Due", expendable: 2 },
    { title: "PR", align: "right", expendable: 1 },
    { title: "Verified by", min: 8, expendable: 3 },
  ] as const;
  return renderTable(
    shell,
    columns,
    rows.map((row) => [
      row.id,
      row.name,
      STATUS_LABEL[row.status],
      row.assignee ?? "-",
      (row.status === "in_progress" && row.due_date) || "-",
      row.pr_number === null ? "-" : `#${row.pr_number}`,
      row.verified_by ?? "-",
    ]),
  );
}
