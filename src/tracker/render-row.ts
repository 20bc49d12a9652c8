import type { Assignment, Source } from "../domain/assignment.ts";
import type { Diagram } from "../domain/catalog.ts";
import { STATUS_LABEL } from "../domain/status.ts";
import { cell, link } from "./cell.ts";

export const COLUMNS = ["ID", "Name", "Status", "Assignee", "PR", "Verified", "Source"] as const;
export type Column = (typeof COLUMNS)[number];

export const TABLE_HEAD = [
  `| ${COLUMNS.join(" | ")} |`,
  "|----|------|--------|----------|-----|----------|--------|",
] as const;

const LOGIN = /^[A-Za-z0-9](?:-?[A-Za-z0-9])*$/;
const LOGIN_LENGTH = 39;

// A row shows where the data comes from; the assignment file has the whole list.
const SHOWN_SOURCES = 5;

interface Rendered {
  readonly assignment: Assignment | undefined;
  readonly url: string;
  readonly row: string;
}

// Catalogs and assignments are kept between batches by identity, so a claim among 20,000 renders one row, not all.
const rendered = new WeakMap<Diagram, Rendered>();

/** One row of a detail table. `url` is the repository's page, the base of its links; no assignment: never claimed. */
export function renderRow(diagram: Diagram, assignment: Assignment | undefined, url: string): string {
  const known = rendered.get(diagram);
  if (known && known.assignment === assignment && known.url === url) return known.row;
  const row = assignment
    ? claimedRow(diagram, assignment, url)
    : `| ${diagram.id} | ${cell(diagram.name)} | ${STATUS_LABEL.pending} | - | - | - | - |`;
  rendered.set(diagram, { assignment, url, row });
  return row;
}

function claimedRow(diagram: Diagram, assignment: Assignment, url: string): string {
  const { assignee, pr_number: pr, verification, sources, status } = assignment;
  const verifier = verification.verified_by;
  const cells = [
    diagram.id,
    cell(diagram.name),
    STATUS_LABEL[status],
    assignee === null ? "-" : renderPerson(assignee, url),
    pr === null ? "-" : link(`#${pr}`, `${url}/pull/${pr}`),
    verifier ? `✅ ${renderPerson(verifier, url)}` : "-",
    renderSources(sources),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** A login links to its page: in a repository file GitHub makes no link of a mention. Any other name is plain text. */
function renderPerson(written: string, url: string): string {
  const name = written.replace(/^@+(?=.)/, "");
  if (name.length > LOGIN_LENGTH || !LOGIN.test(name)) return cell(name);
  const origin = /^https?:\/\/[^/?#]+/i.exec(url)?.[0];
  return origin === undefined ? cell(name) : link(name, `${origin}/${name}`);
}

function renderSources(sources: readonly Source[]): string {
  if (sources.length === 0) return "-";
  const shown = sources
    .slice(0, SHOWN_SOURCES)
    .map((source) => link(source.title ?? hostOf(source.url), source.url));
  const hidden = sources.length - shown.length;
  return hidden === 0 ? shown.join(", ") : `${shown.join(", ")} and ${hidden} more`;
}

/** `https://www.example.org/a/b` → `example.org`: what the address really leads to, whatever stands before an `@`. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : url;
}
