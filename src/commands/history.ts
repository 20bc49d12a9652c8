/**
 * `/history G-LIN-FL` → what became of the diagram, newest first, from its file and the commits that touched it.
 */
import { assignmentOf } from "../domain/campaign.ts";
import { knownIn } from "../domain/catalog.ts";
import { type DiagramId, findDiagramIds } from "../domain/diagram-id.ts";
import { parseSelection } from "../domain/select.ts";
import { STATUS_LABEL } from "../domain/status.ts";
import type { FileCommit } from "../facts/file-history.ts";
import { code, plain } from "../tracker/inert.ts";
import type { QueryCommand } from "./command.ts";

/** Of a line that somebody wrote into a commit. */
const LENGTH = 120;

export const history: QueryCommand = {
  kind: "query",
  name: "history",
  usage: "ID",
  summary: (say) => say.history(),
  example: "/history G-LIN-FL",
  answer({ text }, { campaign, thread, trackerUrl, url, say, notFound, fileHistory }) {
    const [titled, ...rest] = findDiagramIds(thread.title, knownIn(campaign.catalog));
    const typed = text !== "" ? text : titled !== undefined && rest.length === 0 ? titled : "";
    if (typed === "") return say.answers.historyOfOne();
    const selection = parseSelection(typed, campaign);
    if ("unknown" in selection) {
      return notFound(
        selection.unknown,
        say.answers.unknownSelection(selection.unknown, selection.near, trackerUrl),
      );
    }
    const [diagram, ...others] = selection.diagrams;
    if (!diagram || others.length > 0) return say.answers.historyOfOne();
    const found = fileHistory(diagram.id);
    const name = `**${code(diagram.id)}** ${plain(diagram.name)}`;
    if (found === null) return `${name}: ${say.answers.noHistory()}`;
    const now = assignmentOf(campaign, diagram.id);
    const head = `${name}: ${STATUS_LABEL[now.status]}${now.assignee === null ? "" : `, ${plain(now.assignee)}`}`;
    const lines = found.commits.map(
      (commit) =>
        `- ${commit.at.slice(0, 10)} [${code(commit.oid.slice(0, 7))}](${url}/commit/${commit.oid}) ${whatIn(commit, diagram.id)}${commit.author === null ? "" : ` (${plain(commit.author)})`}`,
    );
    const more = found.hasMore ? `\n\n${say.answers.olderHistory(found.page)}` : "";
    return `${head}\n\n${lines.join("\n")}${more}`;
  },
};

/** What the commit says of this diagram: the bot has a line for each. Else its headline, whoever wrote it. */
function whatIn({ message }: FileCommit, id: DiagramId): string {
  const lines = message.split("\n");
  const own = lines.flatMap((line) => {
    const [, ids = "", what = ""] = /^([A-Z0-9, -]{1,2000}): (.*)$/.exec(line) ?? [];
    return ids.split(", ").includes(id) ? [what] : [];
  });
  const summary = own.length > 0 ? [...new Set(own)].join("; ") : (lines[0] ?? "");
  return plain(summary.length > LENGTH ? `${summary.slice(0, LENGTH).toWellFormed()}…` : summary);
}
