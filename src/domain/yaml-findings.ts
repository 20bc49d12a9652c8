/**
 * What may be wrong in the form of a YAML text, in words of the person who wrote it, with what to write instead: a part of
 * `findings`, which `src/messages` says in other languages too.
 */
const spaces = (count: number) => `${count} ${count === 1 ? "space" : "spaces"}`;

/** How far a line is indented, and how far the nearest one above it that says something. */
export interface Indents {
  readonly here: number;
  readonly above: number;
}
const indents = ({ here, above }: Indents) =>
  `Keys of one level begin in the same column: this line has ${spaces(here)}, the one above ${spaces(above)}.`;

/** `text`, `value` and so on: what stands there, shortened. */
export const yamlFindings = {
  yamlConflict: (first: number, last: number | null) =>
    `Two versions of the file stand here, left by a merge that was not finished (${last === null ? `from line ${first} on` : `lines ${first} to ${last}`}). Keep one of them, and delete the lines that begin with \`<<<<<<<\`, \`=======\` and \`>>>>>>>\`.`,
  yamlBracket: (opening: string, closing: string) =>
    `The bracket \`${opening}\` is never closed. Put \`${closing}\` after its last entry. If the bracket is part of the value, put the value in quotes.`,
  yamlBracketInWord: (text: string) =>
    `Inside brackets the word \`${text}\` cannot hold a bracket. Put it in quotes: \`"${text}"\`.`,
  yamlStart: (value: string) =>
    `A value cannot begin with \`${value.charAt(0)}\` unless it is in quotes. Write \`"${value}"\`.`,
  yamlTab: () => "This line is indented with a tab. YAML takes only spaces: two for each level.",
  yamlColon: (value: string, inQuotes: string) =>
    `\`${value}\` has a colon in it, so YAML looks for another value behind it. Put it in quotes: \`${inQuotes}\`.`,
  yamlBelow: (text: string, line: number, next: string, widths: Indents) =>
    `\`${text}\` already has its value, but line ${line}, \`${next}\`, is indented as if it belonged to it. ${indents(widths)}`,
  yamlIndent: (text: string, widths: Indents) =>
    `\`${text}\` is not in line with the keys that it belongs to. ${indents(widths)}`,
  yamlItems: () => "The entries of a list do not begin in the same column. Put each `-` below the first one.",
  yamlNoColon: (text: string) => `\`${text}\` has no colon. Write one after a key, as in \`limit: 3\`.`,
  yamlQuote: (quote: string, rest: string) =>
    `The quote \`${quote}\` before \`${rest}\` is not closed on this line. Put another one after the value.`,
  yamlQuoteAbove: () => "A quote above this line is never closed. Put another one after its value.",
  yamlAfterEnd: (text: string) =>
    `\`${text}\` stands after a value that has ended already. Put the whole value in quotes, or delete the rest.`,
  yamlEscape: (letters: string) =>
    `In double quotes, \`${letters}\` has no meaning. Write \`\\\\\` for a backslash, or put the value in single quotes.`,
  yamlClosesNothing: (bracket: string) =>
    `The bracket \`${bracket}\` closes nothing. Delete it, or put the whole value in quotes.`,
  yamlItemBesideKey: (text: string) =>
    `\`${text}\` begins a list beside its key. Put each entry on a line of its own, below the key.`,
  yamlMixed: (text: string) =>
    `\`${text}\` does not go on with what stands above it. One level holds either a list or keys with values.`,
  yamlComma: () => "There is a comma with no entry before it. Delete it.",
  yamlNoComma: (text: string) =>
    `There is no comma before \`${text}\`. Put one between two entries in brackets.`,
  yamlListInBrackets: () =>
    "Inside brackets, entries are separated by commas, and no line begins with `-`. Write `[one, two]`, or a list without brackets.",
  yamlBlockText: (text: string) =>
    `Nothing else may stand behind \`|\` or \`>\` on this line: \`${text}\`. Put the text on the next line, indented.`,
  yamlComment: () => "A comment begins here without a space before its `#`. Put a space before it.",
  yamlTag: (text: string) =>
    `A tag such as \`!name\` is not read here: \`${text}\`. Delete it, or put the whole value in quotes.`,
  yamlAnchor: (text: string) =>
    `An anchor such as \`&name\` is not read here: \`${text}\`. Delete it, or put the whole value in quotes.`,
  yamlDirective: (text: string) =>
    `\`${text}\` begins with \`%\`, which speaks to YAML programs. Delete the line, or put the value in quotes.`,
  yamlDocuments: () =>
    "The line `---` begins a second document here, and a file holds one. Delete that line.",
  /** The words of the library that reads YAML, which are in English. */
  yamlOther: (text: string, words: string) => `\`${text}\` cannot be read as YAML. ${words}`,
} as const;
