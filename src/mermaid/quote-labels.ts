/**
 * The most common mistake of all: a label with brackets that stands without quotes, as in `A[Cache (edge)]`. Mermaid takes the
 * inner bracket for the beginning of another shape.
 */

/** What opens a shape behind the name of a node, and how it ends; the longer ones first. */
const SHAPES: readonly (readonly [string, string])[] = [
  ["(((", ")))"],
  ["([", "])"],
  ["[[", "]]"],
  ["[(", ")]"],
  ["((", "))"],
  ["{{", "}}"],
  ["[", "]"],
  ["(", ")"],
  ["{", "}"],
  [">", "]"],
];
const NAME = /[\p{L}\p{N}_][\p{L}\p{N}_-]*/uy;
/** What may come behind a node: the end, a class, another node, an arrow. */
const AFTER = /^\s*(?:$|;|&|:::|@|%%|[<xo]?(?:--|==|-\.|~~~))/;
/** A label that has an arrow in it was not closed. */
const ARROW = /\s(?:--|==|-\.)[-=.>ox]|[\])}]\s+[-=<~.]/;
const HARMFUL = /[()[\]{}"]/;

/** A label is looked for from each name on, and a line so long is nobody's. */
const LONGEST = 2_000;

/** The line with those labels in double quotes that need them; null where none does. */
export function quoteLabels(line: string): string | null {
  if (line.length > LONGEST) return null;
  let quoted = "";
  let at = 0;
  while (at < line.length) {
    const label = labelAt(line, at);
    quoted += label ? label.before + quote(label.text) + label.closer : (line[at] ?? "");
    at = label ? label.end : at + 1;
  }
  return quoted === line ? null : quoted;
}

interface Label {
  readonly before: string;
  readonly text: string;
  readonly closer: string;
  /** Behind the closer. */
  readonly end: number;
}

/** That of the node, or of the arrow (`|text|`), which begins there. */
function labelAt(line: string, at: number): Label | null {
  if (line[at] === "|") return between(line, at, "|", "|");
  if (at > 0 && /[\p{L}\p{N}_"]/u.test(line[at - 1] ?? "")) return null;
  NAME.lastIndex = at;
  const name = NAME.exec(line)?.[0];
  if (name === undefined) return null;
  const open = at + name.length;
  for (const [opener, closer] of SHAPES) {
    const label = line.startsWith(opener, open) ? between(line, at, name + opener, closer) : null;
    if (label) return label;
  }
  return null;
}

function between(line: string, at: number, before: string, closer: string): Label | null {
  const from = at + before.length;
  for (let to = line.indexOf(closer, from); to !== -1; to = line.indexOf(closer, to + 1)) {
    const end = to + closer.length;
    if (ARROW.test(line.slice(from, to))) return null;
    if (closer === "|" || AFTER.test(line.slice(end, end + 20))) {
      return { before, text: line.slice(from, to), closer, end };
    }
  }
  return null;
}

function quote(text: string): string {
  const isQuoted = /^\s*"[^"]*"\s*$/.test(text) || /^\s*[/\\]/.test(text);
  return isQuoted || !HARMFUL.test(text) ? text : `"${text.trim().replace(/"/g, "#quot;")}"`;
}
