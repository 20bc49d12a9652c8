import { styleText } from "node:util";
import { changedLines, type Observed } from "./observe.ts";

const colours = process.stdout.isTTY && !process.env["NO_COLOR"];
const style = (format: Parameters<typeof styleText>[0], text: string) =>
  colours ? styleText(format, text) : text;

export function showTitle(title: string): void {
  console.log(`\n${style("bold", title)}`);
}

export function showNote(text: string): void {
  console.log(style("dim", text));
}

/** Prints what the bot said and committed, as a person at a terminal likes to read it. */
export function showObserved({ commits, comments, checks, reviewRequests, sidebars }: Observed): void {
  if (commits.length + comments.length + checks.length + reviewRequests.length + sidebars.length === 0)
    showNote("  The bot does nothing.");
  for (const { headline, changes } of commits) {
    console.log(`\n  ${style("cyan", "The bot commits:")} ${headline}`);
    for (const change of changes) {
      showNote(`    ${change.path}`);
      const lines = changedLines(change);
      for (const line of lines.slice(0, 40))
        console.log(`      ${style(line.startsWith("+") ? "green" : "red", line)}`);
      if (lines.length > 40) showNote(`      …and ${count(lines.length - 40, "more line")}`);
    }
  }
  for (const { did } of sidebars) console.log(`\n  ${style("cyan", "The bot")} ${did}`);
  for (const { thread, reviewer, did } of reviewRequests) {
    console.log(`\n  ${style("cyan", `The bot ${did}`)} ${reviewer} for a review of #${thread}`);
  }
  for (const { thread, body, edited } of comments) {
    console.log(
      `\n  ${style("cyan", edited ? `The bot changes its comment on #${thread}:` : `The bot on #${thread}:`)}`,
    );
    const visible = body.replace(/<!--(?:(?!<!--).)*?-->/gs, "").trim();
    for (const line of visible.split("\n")) console.log(`    ${line}`);
  }
  for (const { name, conclusion, title, summary, annotations } of checks) {
    const colour = conclusion === "failure" ? "red" : "green";
    console.log(
      `\n  ${style("cyan", "The bot posts the check")} ${name}: ${style(colour, `${conclusion}, ${title}`)}`,
    );
    if (conclusion === "failure") for (const line of tableRows(summary ?? "")) console.log(`    ${line}`);
    for (const annotation of annotations.slice(0, 3)) {
      if ("path" in annotation && "start_line" in annotation && "message" in annotation) {
        showNote(`    ${annotation.path}:${annotation.start_line}: ${annotation.message}`);
      }
    }
    if (annotations.length > 3) showNote(`    …and ${count(annotations.length - 3, "more remark")}`);
  }
}

/** Of a check's summary what it says of each diagram: the gates that it passes, and what is left. */
function tableRows(summary: string): string[] {
  return summary.split("\n").filter((line) => line.startsWith("| "));
}

const count = (number: number, what: string) => (number === 1 ? `one ${what}` : `${number} ${what}s`);
