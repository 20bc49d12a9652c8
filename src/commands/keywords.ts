/** The words of English that mean something behind a command. */
import { lookAlikeFinder } from "./look-alikes.ts";

export const JOINING = new Set(["and", "&", "by", "until", "sources", "to", "for"]);
/** No ID behind one of these is wanted. */
export const NEGATIONS = new Set(
  (
    "not except excepting excluding exclude excludes without minus but besides unless never no nor neither instead " +
    "rather don't dont isn't isnt"
  ).split(" "),
);
export const LEADS_ON = new Set([...NEGATIONS, "or"]);
export const COUNTS = "any one two three four five six seven eight nine ten".split(" ");
/** "or the", "or else maybe": as many words may stand between that and an ID. */
export const NEAR_OR = 3;
export const CHOOSES_FROM = new Set(["of", "from", "in", "out"]);
/** What changes the meaning of the words around it: nothing may only look like one of these. */
export const findKeyword = lookAlikeFinder([
  ...NEGATIONS,
  ...COUNTS,
  ...CHOOSES_FROM,
  ...["next", "due", "source", "remove", "or", "for", "to", "until", "by"],
]);
