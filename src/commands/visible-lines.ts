/**
 * The lines of a paragraph as GitHub shows them: without HTML comments, and null for those that begin inside of a code span
 * or a comment which goes over several lines. In linear time: no character is looked for twice.
 */
export function visibleLines(text: string): (string | null)[] {
  const runs = backtickRuns(text);
  const lastClose = text.lastIndexOf("-->");
  const lines: (string | null)[] = [];
  let parts: string[] = [];
  let isHidden = false;
  const endLine = (nextIsHidden: boolean) => {
    lines.push(isHidden ? null : parts.join(""));
    parts = [];
    isHidden = nextIsHidden;
  };
  for (let at = 0; at < text.length; ) {
    const end = spanEnd(text, at, runs, lastClose);
    const isSpan = end > at;
    const next = isSpan ? end : at + plainLength(text, at);
    const [first = "", ...others] = text.slice(at, next).split("\n");
    const isShown = !isSpan || text[at] === "`";
    if (isShown) parts.push(first);
    for (const line of others) {
      endLine(isSpan);
      if (isShown) parts.push(line);
    }
    at = next;
  }
  endLine(false);
  return lines;
}

/** Behind the span that begins here; `at` itself where none does. */
function spanEnd(text: string, at: number, runs: BacktickRuns, lastClose: number): number {
  if (text[at] === "`") {
    const length = runLength(text, at);
    const later = runs.get(length);
    while ((later?.at(-1) ?? text.length) <= at) later?.pop();
    const close = later?.at(-1);
    return close === undefined ? at : close + length;
  }
  // A comment that nobody closes is text.
  const isComment = text[at] === "<" && at + 4 <= lastClose && text.startsWith("<!--", at);
  return isComment ? text.indexOf("-->", at + 4) + 3 : at;
}

/** How much is taken as it is: an escape with what it escapes, a run of backticks that opens nothing, or text up to the next sign. */
function plainLength(text: string, at: number): number {
  if (text[at] === "\\") return 2;
  if (text[at] === "`") return runLength(text, at);
  SIGN.lastIndex = at + 1;
  return (SIGN.exec(text)?.index ?? text.length) - at;
}

const SIGN = /[\\`<]/g;

function runLength(text: string, at: number): number {
  let length = 1;
  while (text[at + length] === "`") length++;
  return length;
}

/** By their length, where the runs of backticks begin: the last one first. */
type BacktickRuns = ReadonlyMap<number, number[]>;

function backtickRuns(text: string): BacktickRuns {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const known = runs.get(run.length);
    if (known) known.push(index);
    else runs.set(run.length, [index]);
  }
  for (const starts of runs.values()) starts.reverse();
  return runs;
}
