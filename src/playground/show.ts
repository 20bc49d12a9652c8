import { paint, processShell, visible } from "../cli/shell.ts";
import { withoutHiddenComments } from "../domain/without-hidden-comments.ts";
import { changedLines, type Observed } from "./observe.ts";
import { renderMarkdown, type Terminal, wrap } from "./render-markdown.ts";

/** Of a change so many lines are shown; the file has the rest. */
const MOST_LINES = 40;
const MOST_REMARKS = 3;

/** The terminal as it is now: people make their windows wider. */
function terminal(indent = 0): Terminal {
  const { width, colours } = processShell();
  return { width: width === null ? null : width - indent, colours };
}

const style = (format: Parameters<typeof paint>[1], text: string) => paint(terminal(), format, text);

function printIndented(lines: readonly string[], indent = 4): void {
  for (const line of lines) console.log(`${" ".repeat(indent)}${line}`.trimEnd());
}

export function showTitle(title: string): void {
  console.log(`\n${style("bold", wrap(terminal(), title))}`);
}

export function showNote(text: string, indent = 0): void {
  const lines = wrap(terminal(indent), visible(terminal(), text)).split("\n");
  printIndented(
    lines.map((line) => style("dim", line)),
    indent,
  );
}

/** Prints what the bot said and committed, as a person at a terminal likes to read it. False: it did nothing. */
export function showObserved({
  commits,
  threads,
  comments,
  checks,
  reviewRequests,
  sidebars,
}: Observed): boolean {
  for (const { headline, changes } of commits) {
    console.log(`\n  ${style("cyan", "The bot commits:")} ${headline}`);
    for (const change of changes) showChange(change);
  }
  for (const { did, what, number, title, body } of threads) {
    console.log(`\n  ${style("cyan", "The bot")} ${did} the ${what} #${number} "${title}"`);
    if (did === "opens" || did === "rewords")
      printIndented(renderMarkdown(terminal(4), withoutHiddenComments(body).trim()));
  }
  for (const { did } of sidebars) console.log(`\n  ${style("cyan", "The bot")} ${did}`);
  for (const { thread, reviewer, did } of reviewRequests) {
    console.log(`\n  ${style("cyan", `The bot ${did}`)} ${reviewer} for a review of #${thread}`);
  }
  for (const { thread, body, edited } of comments) {
    const what = edited ? `The bot changes its comment on #${thread}:` : `The bot on #${thread}:`;
    console.log(`\n  ${style("cyan", what)}`);
    printIndented(renderMarkdown(terminal(4), withoutHiddenComments(body).trim()));
  }
  for (const check of checks) showCheck(check);
  return (
    commits.length +
      threads.length +
      comments.length +
      checks.length +
      reviewRequests.length +
      sidebars.length >
    0
  );
}

function showChange(change: Observed["commits"][number]["changes"][number]): void {
  showNote(change.path, 4);
  const lines = changedLines(change);
  for (const line of lines.slice(0, MOST_LINES)) {
    console.log(`      ${style(line.startsWith("+") ? "green" : "red", line)}`);
  }
  if (lines.length > MOST_LINES) showNote(`…and ${count(lines.length - MOST_LINES, "more line")}`, 6);
}

function showCheck({ name, conclusion, title, summary, annotations }: Observed["checks"][number]): void {
  const isWrong = conclusion === "failure";
  const result = style(isWrong ? "red" : "green", `${conclusion}, ${title}`);
  console.log(`\n  ${style("cyan", "The bot posts the check")} ${name}: ${result}`);
  if (isWrong) printIndented(renderMarkdown(terminal(4), tableOf(summary ?? "")));
  for (const annotation of annotations.slice(0, MOST_REMARKS)) {
    if ("path" in annotation && "start_line" in annotation && "message" in annotation) {
      showNote(`${annotation.path}:${annotation.start_line}: ${annotation.message}`, 4);
    }
  }
  const more = annotations.length - MOST_REMARKS;
  if (more > 0) showNote(`…and ${count(more, "more remark")}`, 4);
}

export function showMarkdown(markdown: string): void {
  printIndented(renderMarkdown(terminal(2), markdown), 2);
}

/** Of a check's summary what it says of each diagram: the gates that it passes, and what is left. */
function tableOf(summary: string): string {
  return summary
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .join("\n");
}

const count = (number: number, what: string) => (number === 1 ? `one ${what}` : `${number} ${what}s`);
