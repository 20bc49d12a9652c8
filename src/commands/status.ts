/**
 * `/status G-LIN-*` → how far these diagrams are, as a table; `/status` alone → the whole campaign.
 */
import { assignmentOf } from "../domain/campaign.ts";
import { campaignFigures } from "../domain/campaign-figures.ts";
import { namedProgress } from "../domain/progress.ts";
import { parseSelection } from "../domain/select.ts";
import { STATUS_LABEL } from "../domain/status.ts";
import { lineOf } from "../domain/waiting.ts";
import { code, plain } from "../tracker/inert.ts";
import { renderSummaryTable } from "../tracker/render-region.ts";
import type { QueryCommand } from "./command.ts";

const MOST = 50;

export const status: QueryCommand = {
  kind: "query",
  name: "status",
  usage: "[ID | group | @user | phase | status]",
  summary: (say) => say.status(),
  example: "/status G-LIN-*",
  answer({ text: typed }, { campaign, actor, trackerUrl, say, aboutCatalog, notFound }) {
    const text = typed.toLowerCase() === "@me" ? `@${actor.login}` : typed;
    if (text === "")
      return `${renderSummaryTable(namedProgress(campaignFigures(campaign))).join("\n")}\n\n${aboutCatalog(say.answers.everyDiagram(trackerUrl))}`;
    const selection = parseSelection(text, campaign, actor);
    if ("unknown" in selection) {
      const { unknown, near } = selection;
      return notFound(unknown, say.answers.unknownSelection(unknown, near, trackerUrl));
    }
    const rows = selection.diagrams.slice(0, MOST).map(({ id, name }) => {
      const { status, assignee, pr_number, due_date, verification } = assignmentOf(campaign, id);
      const due = status === "in_progress" ? (due_date ?? "-") : "-";
      const cells = [code(id), plain(name), STATUS_LABEL[status], assignee ? plain(assignee) : "-", due];
      return `| ${[...cells, pr_number ? `#${pr_number}` : "-", verification.verified_by ? "✅" : "-"].join(" | ")} |`;
    });
    const more = selection.diagrams.length - rows.length;
    const table = [`| ${say.answers.columns().join(" | ")} |`, "|---|---|---|---|---|---|---|", ...rows];
    const rest = more > 0 ? `\n\n${say.answers.more(more, trackerUrl)}` : "";
    const waiting = selection.diagrams.slice(0, MOST).flatMap(({ id }) => {
      const line = lineOf(assignmentOf(campaign, id), campaign.today);
      return line.length > 0
        ? [
            say.answers.waiting(
              id,
              line.map(({ login }) => plain(login)),
            ),
          ]
        : [];
    });
    const lines = waiting.length > 0 ? `\n\n${waiting.join("\n")}` : "";
    const shown = rows.length > 0 ? table.join("\n") + rest + lines : say.answers.noDiagram();
    return aboutCatalog(`**${plain(selection.title)}**\n\n${shown}\n\n`).trimEnd();
  },
};
