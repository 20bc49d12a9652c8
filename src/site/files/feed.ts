import { visibleText } from "../../tracker/cell.ts";
import { shownName } from "../people.ts";
import type { SiteDiagram, SitePlan } from "../site-plan.ts";
import { escapeXml } from "./badge.ts";

const ENTRIES = 50;

/** What was completed, the newest first, as Atom (RFC 4287). Without the site's address its entries are named by the repository. */
export function feed(plan: SitePlan): string {
  const { base, repository, commit, campaign } = plan.input;
  const home = base ?? `${repository}/`;
  const updated =
    commit?.at ?? `${plan.completed[0]?.assignment.completion_date ?? campaign.today}T00:00:00Z`;
  const entries = plan.completed.slice(0, ENTRIES).map((row) => entry(plan, row, home));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${escapeXml(visibleText(plan.title))}: completed diagrams</title>
<id>${escapeXml(home)}</id>
<updated>${escapeXml(updated)}</updated>
<author><name>${escapeXml(visibleText(plan.title))}</name></author>
<link rel="alternate" type="text/html" href="${escapeXml(home)}"/>
${base === null ? "" : `<link rel="self" type="application/atom+xml" href="${escapeXml(`${base}feed.xml`)}"/>\n`}${entries.join("")}</feed>
`;
}

function entry({ input }: SitePlan, { diagram, assignment, path }: SiteDiagram, home: string): string {
  const { assignee, completion_date } = assignment;
  const by = assignee === null ? "" : ` by ${shownName(input.campaign.config.site.people, assignee)}`;
  const address = input.base === null ? home : `${home}${path}`;
  return `<entry>
<title>${escapeXml(visibleText(`${diagram.id} ${diagram.name}`))}</title>
<id>${escapeXml(`${home}#${diagram.id}/${completion_date}`)}</id>
<updated>${completion_date}T00:00:00Z</updated>
<link rel="alternate" href="${escapeXml(address)}"/>
<summary>${escapeXml(visibleText(`${diagram.name} of ${diagram.group.name} was completed${by}.`))}</summary>
</entry>
`;
}
