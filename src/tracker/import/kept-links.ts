import type { ColumnTitle } from "../columns.ts";
import { readCell } from "../inline.ts";
import type { RowRemark } from "../read-row.ts";
import type { DetailRow } from "./read-tables.ts";

const LINKED = ["Status", "Assignee", "PR", "Verified"] as const;

/**
 * The row, with a remark for each cell whose links our row would not show: to a page that is not the person's, to a pull
 * request of another repository. Those stay in the notes as they are written.
 */
export function withLinks(detail: DetailRow, url: string | null): DetailRow {
  if (detail.source === null) return detail;
  const { cells, columns } = detail.source;
  let { row } = detail;
  for (const column of LINKED) {
    const cell = cells[columns.positions.get(column) ?? -1] ?? "";
    if (!cell.includes("](") && !cell.includes("://")) continue;
    const links = readCell(cell).pieces.flatMap(({ url: to }) => to ?? []);
    if (links.length === 0 || links.every((link) => isShown(column, link, detail, url))) continue;
    const remark: RowRemark = { column, message: null, text: cell };
    const { pr_number, ...others } = row.fields;
    const isForeign = column === "PR" && links.every((link) => isOfOther(link, url));
    row = {
      ...row,
      fields: isForeign || pr_number === undefined ? others : row.fields,
      remarks: [...row.remarks.filter((one) => one.column !== column || one.message !== null), remark],
    };
  }
  return row === detail.row ? detail : { ...detail, row };
}

function isShown(
  column: ColumnTitle,
  link: string,
  { row: { fields } }: DetailRow,
  url: string | null,
): boolean {
  const plain = link.replace(/\/$/, "").toLowerCase();
  const person = column === "Assignee" ? fields.assignee : fields.verification?.verified_by;
  if (column === "PR") return !isOfOther(link, url) && plain.endsWith(`/pull/${fields.pr_number}`);
  return (
    typeof person === "string" &&
    /^https?:\/\/[^/]+\/[^/]+$/.test(plain) &&
    plain.endsWith(`/${person.toLowerCase()}`)
  );
}

function isOfOther(link: string, url: string | null): boolean {
  return (
    url !== null && /^https?:\/\//i.test(link) && !link.toLowerCase().startsWith(`${url.toLowerCase()}/`)
  );
}
