import { CHECK_NAMES } from "../facts/check-kind.ts";
import { CHECK_SOURCES } from "../gates/check-sources.ts";
import { ALL_ASKED, CHECKLIST_POINTS } from "../gates/points/all-points.ts";
import type { Requirement } from "../gates/points/point.ts";
import { table } from "./table.ts";

const POINTS = /(?<=<!-- points -->\n)[\s\S]*?(?=<!-- \/points -->)/;
const SOURCES = /(?<=<!-- sources -->\n)[\s\S]*?(?=<!-- \/sources -->)/;

/** The page of the gates with its sections on sources and points as these themselves say it; the rest is people's. */
export function renderGatesPage(page: string): string {
  if (!POINTS.test(page)) throw new Error("the page of the gates has no place for the points");
  if (!SOURCES.test(page)) throw new Error("the page of the gates has no place for the sources of checks");
  return page
    .replace(SOURCES, () => `${renderSources()}\n`)
    .replace(POINTS, () => `${ALL_ASKED.map(renderPoint).join("\n\n")}\n`);
}

function renderSources(): string {
  const rows = Object.values(CHECK_SOURCES).map(({ name, passedBy, isSafe }) => [
    name,
    passedBy,
    isSafe ? "yes" : "no",
  ]);
  const names = Object.values(CHECK_NAMES).map((name) => `**${name}**`);
  return [
    `What a rule that requires ${names.join(" or ")} is passed by:`,
    "",
    table(["Source in the rule", "Passed by", "Safe to require"], rows),
  ].join("\n");
}

/** A pull request template of ours with the checklist made anew. */
export function withBoxes(template: string, boxes: string): string {
  return template.replace(/(?:^- \[ \] \*\*.*\n?)+/m, `${boxes}\n`);
}

function renderPoint(asked: Requirement): string {
  const { name, asks, guide } = asked;
  const { language, text } = guide.example;
  return [
    `### ${name}`,
    asks,
    "",
    `- **Looks for**: ${guide.looksFor}`,
    `- **Why**: ${guide.why}`,
    `- **Unless configured**: ${settingsOf(asked)}`,
    "",
    `\`\`\`${language}`,
    text,
    "```",
  ].join("\n");
}

function settingsOf({ key, level, before }: Requirement): string {
  const point = CHECKLIST_POINTS.find((one) => one.key === key);
  const who = { machine: "the machine decides", person: "a person decides", either: "either may decide" };
  const asked = `asked for before ${before.join(" and before ")}`;
  return point
    ? `\`gates.points.${key}\`: ${level}, ${who[point.check]}, ${asked}.`
    : `\`gates.${key}\`: ${level}, ${asked}.`;
}
