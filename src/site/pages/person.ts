import { counted } from "../day.ts";
import { diagramTable } from "../diagram-table.ts";
import { html, isolatedText } from "../html.ts";
import type { PageParts, PageTools } from "../page.ts";
import type { PersonPlan } from "../site-plan.ts";

/** What somebody has in work and has made, by latest work. No rank, no figure to compare people by, no picture from elsewhere. */
export function personPage(tools: PageTools, { login, rows, verified }: PersonPlan): PageParts {
  const inWork = rows.filter(
    ({ assignment }) => assignment.status !== "complete" && assignment.status !== "pending",
  );
  const made = rows
    .filter(({ assignment }) => assignment.status === "complete")
    .sort((one, other) =>
      (one.assignment.completion_date ?? "") < (other.assignment.completion_date ?? "") ? 1 : -1,
    );
  const body = html`<p class="crumbs"><a href="${tools.to("")}">${isolatedText(tools.plan.title)}</a></p>
<h1>${isolatedText(login)}</h1>
<p class="lead">${counted(inWork.length, "diagram")} in work, ${counted(made.length, "diagram")} complete${verified > 0 ? `, ${counted(verified, "diagram")} of others verified` : ""}.</p>
${inWork.length > 0 ? diagramTable(tools, inWork, "In work") : ""}
${made.length > 0 ? diagramTable(tools, made, "Complete") : ""}`;
  return { title: login, description: `The diagrams of ${login}.`, body, isPrivate: true };
}
