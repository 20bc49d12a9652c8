import type { Problem } from "../domain/problem.ts";
import { findEditedRows } from "../tracker/find-edited-rows.ts";
import { lineNumber } from "../tracker/lines.ts";
import { count } from "./count.ts";
import type { LocalCampaign } from "./read-campaign.ts";

const MOST = 10;

/** Rows of the tracker that say something else than the files: whoever wrote that there will find it gone. */
export function problemsOfRows({ clone: { files }, state, campaign }: LocalCampaign): Problem[] {
  if (state.configBroken || campaign.catalog.categories.length === 0) return [];
  return files.trackers.flatMap((document): Problem[] => {
    const edited = findEditedRows(document, campaign.catalog, campaign.assignments, state.broken);
    return edited.slice(0, MOST).map(({ id, at, difference }, index): Problem => {
      const more = edited.length - MOST;
      const others = index === MOST - 1 && more > 0 ? ` ${count(more, "more row")} likewise.` : "";
      const where =
        difference?.column === "Name"
          ? "the catalog"
          : (state.assignments.get(id)?.path ?? "no assignment file");
      const says =
        difference === null
          ? `${id} has a row here, but the catalog does not name it. Name it there, and the row comes by itself`
          : `${id} says \`${difference.says}\` under ${difference.column}, and ${where === "no assignment file" ? "there is no assignment file, which means" : `${where} says`} \`${difference.right}\`. What the files say counts: edit those, and the bot, or \`diagram-tracker render\`, writes this row anew`;
      const line = lineNumber(document.text, at);
      return { file: document.path, line, column: 1, severity: "warning", message: `${says}.${others}` };
    });
  });
}
