import { ALL_ASKED, CHECKLIST_POINTS } from "../gates/points/all-points.ts";
import type { Asked } from "../gates/points/point.ts";

const POINTS = /(?<=<!-- points -->\n)[\s\S]*?(?=<!-- \/points -->)/;

/** The page of the gates with its sections on the points as the points themselves say it; the rest is people's. */
export function renderGatesPage(page: string): string {
  if (!POINTS.test(page)) throw new Error("the page of the gates has no place for the points");
  return page.replace(POINTS, () => `${ALL_ASKED.map(renderPoint).join("\n\n")}\n`);
}

/** A pull request template of ours with the checklist made anew. */
export function withBoxes(template: string, boxes: string): string {
  return template.replace(/(?:^- \[ \] \*\*.*\n?)+/m, `${boxes}\n`);
}

function renderPoint(asked: Asked): string {
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

function settingsOf({ key, level, before }: Asked): string {
  const point = CHECKLIST_POINTS.find((one) => one.key === key);
  const who = { machine: "the machine decides", person: "a person decides", either: "either may decide" };
  const asked = `asked for before ${before.join(" and before ")}`;
  return point
    ? `\`gates.points.${key}\`: ${level}, ${who[point.check]}, ${asked}.`
    : `\`gates.${key}\`: ${level}, ${asked}.`;
}
