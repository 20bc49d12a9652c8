import type { Nodes, Root, Table, TableCell } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { visibleText } from "./cell.ts";
import type { Column } from "./render-row.ts";

/** Markdown as GitHub reads it, with positions. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** What a person sees of a node, on one line: code and alternative texts count, HTML tags do not. */
export function textOf(node: Nodes): string {
  return visibleText(rawText(node));
}

function rawText(node: Nodes): string {
  if (node.type === "html") return /^<br\b/i.test(node.value) ? " " : "";
  if (node.type === "break") return " ";
  if ("value" in node) return node.value;
  if ("alt" in node) return node.alt ?? "";
  return "children" in node ? node.children.map(rawText).join("") : "";
}

// People name columns in their own words; compared in lower case, letters only.
const HEADINGS: Readonly<Record<string, Column>> = {
  id: "ID",
  diagramid: "ID",
  name: "Name",
  title: "Name",
  diagram: "Name",
  diagramname: "Name",
  status: "Status",
  state: "Status",
  assignee: "Assignee",
  assignedto: "Assignee",
  owner: "Assignee",
  pr: "PR",
  prnumber: "PR",
  pullrequest: "PR",
  verified: "Verified",
  verifiedby: "Verified",
  verification: "Verified",
  source: "Source",
  sources: "Source",
  sourceurl: "Source",
};

export interface Columns {
  /** Position of each column that is there. */
  readonly positions: ReadonlyMap<Column, number>;
  /** Headings that mean nothing here, or that are there twice. */
  readonly unknown: readonly TableCell[];
}

export function columnsOf(table: Table): Columns {
  const positions = new Map<Column, number>();
  const unknown: TableCell[] = [];
  table.children[0]?.children.forEach((heading, index) => {
    const column =
      HEADINGS[
        textOf(heading)
          .toLowerCase()
          .replace(/[^\p{L}]/gu, "")
      ];
    if (column === undefined || positions.has(column)) unknown.push(heading);
    else positions.set(column, index);
  });
  return { positions, unknown };
}
