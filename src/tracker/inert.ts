import { cell } from "./cell.ts";

/** Text that somebody wrote, as a code span: inert, with what would end the span or the line taken out. */
export function code(text: string): string {
  const inert = text.replace(/[`\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  // A pair of code units that is cut in half would come back from GitHub as another character, and never be the same.
  return `\`${inert.slice(0, 200).toWellFormed() || " "}\``;
}

/** Text that somebody wrote, as plain text: no mention, link, HTML or emphasis comes out of it. */
export function plain(text: string): string {
  return cell(text);
}
