/**
 * Untrusted text as Markdown that shows the same text and does nothing else: fit for table cells, headings, list
 * items and link labels. Names in the catalog and in assignment files come from anybody's pull request.
 */

// Words that no Markdown reader makes anything of, single spaces between them: nearly every name.
const PLAIN = /^[A-Za-z0-9(),'+%;/-]+(?: [A-Za-z0-9(),'+%;/-]+)*$/;

// Invisible characters that reorder or hide text. A joiner between letters or pictures is part of what is seen.
const INVISIBLE =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{Extended_Pictographic}])|(?!\u200C|\u200D|\uFE0F)\p{Default_Ignorable_Code_Point}/gu;

// A zero-width space breaks a mention, an automatic link and an emoji code; a backslash or an entity does not, since
// GitHub looks for those in the text after Markdown was read.
const BREAK = "\u200B";

// An ampersand that begins the name of a character. Any other is itself.
const ENTITY = /&(?=#?[A-Za-z0-9]+;)/g;

const ESCAPED: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  // Readers disagree on what two backslashes before a pipe mean; with an entity no backslash ever precedes another.
  "\\": "&#92;",
  // GitHub reads formulas between dollars.
  $: "&#36;",
};

/** Shows `text` on one line, without any effect; `-` where there is nothing to see. */
export function cell(text: string): string {
  if (PLAIN.test(text)) return text;
  const visible = visibleText(text);
  if (visible === "") return "-";
  return visible
    .replace(/@/g, `@${BREAK}`)
    .replace(/:(?=\/\/|[A-Za-z0-9_+-]+:)/g, `:${BREAK}`)
    .replace(/(www)(?=\.)/gi, `$1${BREAK}`)
    .replace(ENTITY, "&amp;")
    .replace(/[<>\\$]/g, (found) => ESCAPED[found] ?? found)
    .replace(/[|`*_~[\]]/g, "\\$&")
    .replace(/#$/, "\\#");
}

/** What a person sees of a text on one line: runs of spaces and line breaks are one space, the invisible is gone. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(INVISIBLE, "")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** `[label](url)`, or the label alone where the address is none that a reader may safely follow. */
export function link(label: string, url: string): string {
  const target = destination(url);
  return target === null ? cell(label) : `[${cell(label)}](${target})`;
}

const ADDRESS = /^https?:\/\/[^\s<>"'`\\^{}|]+$/i;

function destination(url: string): string | null {
  if (!ADDRESS.test(url)) return null;
  return url
    .toWellFormed()
    .replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, encodeURIComponent)
    .replace(/[()]/g, "\\$&")
    .replace(ENTITY, "&amp;");
}
