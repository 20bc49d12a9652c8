import type { CampaignData } from "./campaign-json.ts";

const COLUMNS = [
  "id",
  "name",
  "category",
  "group",
  "status",
  "assignee",
  "start_date",
  "due_date",
  "pr_number",
  "completion_date",
  "verified_by",
] as const;

/** RFC 4180, with a byte order mark for spreadsheets that would take it for another encoding. */
export function campaignCsv({ diagrams }: Pick<CampaignData, "diagrams">): string {
  const lines = diagrams.map((row) => COLUMNS.map((column) => field(row[column])).join(","));
  return `\uFEFF${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

/** What a spreadsheet would compute gets an apostrophe before it: https://owasp.org/www-community/attacks/CSV_Injection */
function field(value: string | number | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
