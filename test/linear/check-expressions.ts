/**
 * `npm run expressions`: fails where a regular expression of `src` may take more than linear time, by what it is made of.
 *
 */
import { RegExpParser } from "@eslint-community/regexpp";
import { analyse } from "scslre";
import { allExpressions, locationOf } from "./all-expressions.ts";

const WHY = {
  Self: "a repetition in a repetition can split the same text in many ways",
  Trade: "two repetitions in a row can share the same text in many ways",
  Move: "it is tried again from each place of a long run; begin it with (?<!…), or bound its length",
} as const;

const parser = new RegExpParser();
const found = allExpressions().flatMap((expression) => {
  const { reports } = analyse(parser.parseLiteral(String(new RegExp(expression.source, expression.flags))), {
    reportTypes: { Self: true, Trade: true, Move: true },
  });
  return [...new Set(reports.map(({ type }) => `${locationOf(expression)}\n  ${WHY[type]}`))];
});
for (const line of found) console.error(line);
if (found.length > 0) {
  console.error(`Regular expressions that may take more than linear time: ${found.length}.`);
  process.exit(1);
}
