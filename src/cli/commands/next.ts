/**
 * `next 3` → the three diagrams that are best taken next.
 */
import { Command, InvalidArgumentError } from "commander";
import { nextDiagrams } from "../../domain/select.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { diagramRow, diagramRowSchema } from "../diagram-row.ts";
import { noteProblems, readCampaign } from "../read-campaign.ts";
import { paint, printJson } from "../shell.ts";
import { renderTable } from "../text-table.ts";

const MOST = 10_000;

export const next: CliCommand = {
  json: [{ list: true, schema: diagramRowSchema }],
  examples: [["next 3", "three free diagrams, the most wanted first"]],
  make: (shell) =>
    new Command("next")
      .summary("show what to take next")
      .description(
        "Shows the free diagrams that are best taken next: the phases first, then the catalog's order.",
      )
      .argument("[n]", "how many", parseCount, 5)
      .action(async (count: number, _options, command: Command) => {
        const options = command.optsWithGlobals<GlobalOptions>();
        const { json } = options;
        const { campaign, state, problems } = await readCampaign(shell, options);
        const free = nextDiagrams(campaign, count, { isExcluded: ({ id }) => state.broken.has(id) });
        if (json) {
          printJson(
            shell,
            free.map((diagram) => diagramRow(campaign, diagram)),
          );
        } else if (free[0]) {
          const columns = [
            { title: "ID" },
            { title: "Name", min: 12 },
            { title: "Group", min: 10, expendable: 1 },
          ];
          const rows = free.map(({ id, name, group }) => [id, name, `${group.key} ${group.name}`]);
          shell.print(renderTable(shell, columns, rows));
          shell.note(
            `\n${paint(shell, "dim", `A comment "/claim ${free[0].id}" on an issue takes the first.`)}`,
          );
        } else {
          const { isWhole } = campaign.catalog;
          shell.print(`Every diagram that ${isWhole ? "the catalog names" : "can be read"} is taken.`);
        }
        noteProblems(shell, problems);
      }),
};

function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d{1,6}$/.test(text) && count >= 1 && count <= MOST) return count;
  throw new InvalidArgumentError(`Expected a number from 1 to ${MOST}.`);
}
