/**
 * What a line looks like to whoever reads it on GitHub, in plain characters: people paste from chats, mails and documents,
 * which leave invisible characters, other spaces and typographers' quotes and dashes behind. All of it is linear in the text.
 */

/** Letters that are shown as blanks; all else that is ignorable is not shown at all. */
const BLANK = /[\p{Z}\t\v\f\u115f\u1160\u2800\u3164\uffa0]/gu;
/** Not shown: zero-width characters, marks of direction, selectors, tags, soft hyphens, byte order marks, control characters. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb]/gu;
/** Shows the rest of a line from right to left: then nobody can see what it says. */
const REVERSES = "\u202e";

const SLASHES = "/\uff0f\u2044\u2215\u2571\u27cb\u29f8";
const MAY_CONTAIN_COMMAND = new RegExp(
  `^(?:[^\\S\\n\\r\\u2028\\u2029]|[\\p{Default_Ignorable_Code_Point}\\u2800\\ufff9-\\ufffb\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f])*[${SLASHES}]`,
  "mu",
);
const SLASH_AT_START = new RegExp(`^ *[${SLASHES}]`);

/** Whether any line may begin with a command. Most comments hold none, and are not worth more than this look. */
export function mayContainCommand(text: string): boolean {
  return MAY_CONTAIN_COMMAND.test(text);
}

/** One line without what nobody sees, every blank a space, and a slash of any make at its start a plain one. */
export function readable(line: string): string {
  return line.replace(BLANK, " ").replace(INVISIBLE, "").replace(SLASH_AT_START, "/");
}

/** Whether the line is shown in another order than it is written in. */
export function isReversed(line: string): boolean {
  return line.includes(REVERSES);
}

const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** Digits of any script. Unicode keeps the ten of each together, in their order. */
const FOREIGN_DIGIT = /[^\P{Nd}0-9]/gu;
const DIGIT = /\p{Nd}/u;

function digitOf(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
}

/**
 * Smart quotes, dashes, signs, digits and full-width characters as plain ones. Not for addresses, in which they may be
 * meant.
 */
export function plainPunctuation(word: string): string {
  return word
    .replace(FOREIGN_DIGIT, digitOf)
    .replace(/[\ufe50-\ufe6b]/g, (sign) => sign.normalize("NFKC"))
    .replace(/[\u2217\u204e]/g, "*")
    .replace(/\u266f/g, "#")
    .replace(/\u207a/g, "+")
    .replace(/[\u2018-\u201b\u2032\u2039\u203a]/g, "'")
    .replace(/[\u201c-\u201f\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\p{Pd}\u2212\u2043]/gu, "-")
    .replace(/[\u3001\u060c]/g, ",")
    .replace(FULL_WIDTH, (letter) => String.fromCharCode(letter.charCodeAt(0) - FULL_WIDTH_OFFSET));
}
