import { repeated } from "../growth.ts";

/** What GitHub takes as a comment at most. */
const LIMIT = 65_536;

/** Each of them is what some parser once needed seconds for, or might. */
const UNITS = [
  "/source ",
  "\n/source https://example.org/",
  "> ",
  "- - ",
  "[",
  "![",
  "`` ",
  "*a_",
  "<!--\n",
  "<",
  "|a|\n",
];

/** Comments of 64 KB that GitHub itself signs and delivers; `turn` chooses which. */
export function hostileComment(turn: number): string {
  const unit = UNITS[turn % UNITS.length] ?? "";
  return `/claim G-LIN-FL\n\n${repeated(unit)(LIMIT)}`.slice(0, LIMIT);
}
