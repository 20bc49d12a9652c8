import { STATUS_LABEL, STATUSES, type Status } from "../../domain/status.ts";
import { suggest } from "../../domain/suggest.ts";
import type { Column, Remark } from "./column.ts";

// Besides our own four words, what people write in trackers that they keep by hand.
const OTHER_WORDS: Readonly<Record<string, Status>> = {
  "": "pending",
  "not started": "pending",
  todo: "pending",
  "to do": "pending",
  open: "pending",
  started: "in_progress",
  wip: "in_progress",
  "work in progress": "in_progress",
  "in review": "review",
  "under review": "review",
  completed: "complete",
  done: "complete",
};

const BY_MARK = new Map(STATUSES.map((status) => [STATUS_LABEL[status].split(" ")[0], status]));
const BY_WORD = new Map<string, Status>([
  ...STATUSES.map((status) => [status.replaceAll("_", " "), status] as const),
  ...Object.entries(OTHER_WORDS),
]);

export const status = {
  title: "Status",
  aliases: ["state"],
  separator: "--------",
  render: (_, { status }) => STATUS_LABEL[status],
  read: ({ text }, remark) => ({ status: readStatus(text, remark) }),
} as const satisfies Column;

/** A status in our words or in others', with or without its mark; null when it means nothing, and a remark says why. */
function readStatus(text: string, remark: Remark): Status | null {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
  if (words === "") return BY_MARK.get(text) ?? "pending";
  const status = BY_WORD.get(words);
  if (status) return status;
  const near = suggest(words, BY_WORD.keys());
  const labels = STATUSES.map((one) => `\`${STATUS_LABEL[one]}\``).join(", ");
  const hint = near
    ? `Did you mean \`${STATUS_LABEL[BY_WORD.get(near) ?? "pending"]}\`?`
    : `Expected one of ${labels}.`;
  remark(`The status \`${text}\` is not known. ${hint}`);
  return null;
}
