/** Regions that are a table each: people, what was completed last, what waits for a review, what is overdue. */
import type { Assigned, CampaignFigures } from "../domain/campaign-figures.ts";
import { cell } from "./cell.ts";
import { renderPerson } from "./columns/person.ts";
import { pullRequest } from "./columns/pull-request.ts";
import { grouped } from "./grouped.ts";
import { joinCells } from "./table-line.ts";

/** Rows. A page of more is read by nobody, and costs every commit. */
const PEOPLE = 200;
const RECENT = 10;
const LISTED = 50;

/** By their latest work: this is no ranking. */
export function renderPeople({ people }: CampaignFigures, url: string): string[] {
  return table(people, {
    most: PEOPLE,
    none: "*Nobody has taken a diagram yet.*",
    head: ["Person", "Complete", "In Progress", "Review", "Verified for others", "Latest work"],
    row: ({ login, complete, inProgress, review, verified, latest }) => [
      renderPerson(login, url),
      ...[complete, inProgress, review, verified].map(grouped),
      latest ?? "-",
    ],
  });
}

export function renderRecent({ completed }: CampaignFigures, url: string): string[] {
  return table(completed.slice(0, RECENT), {
    most: RECENT,
    none: "*Nothing was completed yet.*",
    head: ["Completed", "ID", "Name", "Assignee", "PR"],
    row: ({ on, ...one }) => [on, ...shown(one, url), pullRequest.render(one.diagram, one.assignment, url)],
  });
}

export function renderReview({ waiting }: CampaignFigures, url: string): string[] {
  return table(waiting, {
    most: LISTED,
    none: "*Nothing waits for a review.*",
    head: ["ID", "Name", "Assignee", "PR", "Reviewer"],
    row: (one) => [
      ...shown(one, url),
      pullRequest.render(one.diagram, one.assignment, url),
      person(one.assignment.reviewer, url),
    ],
  });
}

/** Since when and not for how long, which would be another document every day. */
export function renderOverdue({ overdue }: CampaignFigures, url: string): string[] {
  return table(overdue, {
    most: LISTED,
    none: "*Nothing is overdue.*",
    head: ["Due", "ID", "Name", "Assignee"],
    row: (one) => [one.assignment.due_date ?? "-", ...shown(one, url)],
  });
}

function shown({ diagram, assignment }: Assigned, url: string): string[] {
  return [diagram.id, cell(diagram.name), person(assignment.assignee, url)];
}

function person(name: string | null, url: string): string {
  return name === null ? "-" : renderPerson(name, url);
}

interface Table<Row> {
  readonly most: number;
  readonly none: string;
  readonly head: readonly string[];
  readonly row: (one: Row) => readonly string[];
}

function table<Row>(rows: readonly Row[], { most, none, head, row }: Table<Row>): string[] {
  if (rows.length === 0) return [none];
  const more = rows.length - most;
  return [
    joinCells(head),
    `|${head.map((title) => "-".repeat(title.length + 2)).join("|")}|`,
    ...rows.slice(0, most).map((one) => joinCells(row(one))),
    ...(more > 0 ? ["", `*And ${grouped(more)} more.*`] : []),
  ];
}
