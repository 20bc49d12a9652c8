/**
 * The diagrams that texts link: a title, a branch, a description. Each reader takes the words that people really write and
 * says only what they mean; what is told in passing is a mention.
 */
import { type DiagramId, parseDiagramId, parseIdPattern } from "../../domain/diagram-id.ts";
import { type ProseLine, readProse } from "./read-prose.ts";

/** The diagrams of the catalog that an ID or a group such as `G-LIN-*` means; empty where it knows none. */
export type Resolve = (typed: string) => readonly DiagramId[];

export interface DescriptionLinks {
  readonly linked: ReadonlySet<DiagramId>;
  /** Named in prose and not negated, whether or not something links them. */
  readonly mentioned: ReadonlySet<DiagramId>;
}

/** Every diagram and group that a title names. */
export function linksInTitle(title: string, resolve: Resolve): ReadonlySet<DiagramId> {
  return new Set(wordsOf(title).flatMap((word) => resolve(word)));
}

const BEFORE_ID = /^(?:add|draw|claim|feature|feat|update|new)-/;
const PARTS_OF_ID = 8;
const BRANCH_LENGTH = 255;

/** `ada/add-g-lin-fl-flow` → G-LIN-FL: an ID counts where it begins a segment, also behind a word such as "add". */
export function linksInBranch(branch: string, resolve: Resolve): ReadonlySet<DiagramId> {
  const found = branch
    .slice(0, BRANCH_LENGTH)
    .toLowerCase()
    .split("/")
    .flatMap((segment) => {
      const parts = segment
        .replace(/[^a-z0-9]+/g, "-")
        .replace(BEFORE_ID, "")
        .split("-");
      for (let end = Math.min(parts.length, PARTS_OF_ID); end > 1; end--) {
        const known = resolve(parts.slice(0, end).join("-"));
        if (known.length > 0) return known;
      }
      return [];
    });
  return new Set(found);
}

/**
 * What a description links: a line `Diagram: ID…`, a keyword such as "closes" before an ID that is not negated, or a ticked
 * box with one. `linesOnly`: of a bot only the line counts, and nothing that it tells.
 */
export function linksInDescription(
  description: string,
  resolveAnew: Resolve,
  { linesOnly = false }: { linesOnly?: boolean } = {},
): DescriptionLinks {
  // A group of 20,000 that is named 10,000 times is looked up once, and its diagrams are gone through once.
  const resolve = remember(resolveAnew);
  const linked = new Set<readonly DiagramId[]>();
  const mentioned = new Set<readonly DiagramId[]>();
  for (const line of readProse(description)) {
    if (line.box === "unticked") continue;
    for (const ids of [...afterLabel(line, resolve), ...(linesOnly ? [] : inProse(line, resolve))])
      linked.add(ids);
    if (linesOnly) continue;
    for (const clause of clausesOf(line.plain)) {
      const words = wordsOf(clause);
      if (words.some(isNegation)) continue;
      for (const word of words) mentioned.add(resolve(word));
    }
  }
  return { linked: new Set([...linked].flat()), mentioned: new Set([...mentioned].flat()) };
}

/** The same list for the same word. */
function remember(resolve: Resolve): Resolve {
  const known = new Map<string, readonly DiagramId[]>();
  return (typed) => {
    const word = typed.toUpperCase();
    const ids = known.get(word) ?? resolve(typed);
    known.set(word, ids);
    return ids;
  };
}

const LABEL = /^\s*[*_]{0,3}diagrams?(?:\(s\)| ids?)?[*_]{0,3}\s*:/i;

function afterLabel({ text }: ProseLine, resolve: Resolve): (readonly DiagramId[])[] {
  const label = LABEL.exec(text)?.[0];
  if (label === undefined) return [];
  return clausesOf(text.slice(label.length)).flatMap((clause) => {
    const words = wordsOf(clause);
    return words.some(isNegation) ? [] : words.map(resolve);
  });
}

/** A ticked box vouches for all that it names; elsewhere a keyword links what comes right after it. */
function inProse({ text, box }: ProseLine, resolve: Resolve): (readonly DiagramId[])[] {
  return clausesOf(text).flatMap((clause) => {
    const words = wordsOf(clause);
    if (box === "ticked") return words.some(isNegation) ? [] : words.map(resolve);
    return afterKeywords(words, resolve);
  });
}

/** "closes A and B": both; no keyword links anything behind a "not". */
function afterKeywords(words: readonly string[], resolve: Resolve): (readonly DiagramId[])[] {
  const linked: (readonly DiagramId[])[] = [];
  let isLinking = false;
  for (const word of words) {
    if (isNegation(word)) break;
    if (isLinking && isBetween(word)) continue;
    const ids = isLinking ? resolve(word) : [];
    if (ids.length > 0) linked.push(ids);
    else isLinking = KEYWORDS.has(word.toLowerCase());
  }
  return linked;
}

/** GitHub's own, and "completes". https://docs.github.com/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...["close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved"],
  ...["complete", "completes", "completed"],
]);
const BETWEEN: ReadonlySet<string> = new Set(["and", "diagram", "diagrams", "the", "also", "both"]);

/** "closes #12, G-LIN-FL": an issue's number stands between as well. */
function isBetween(word: string): boolean {
  return BETWEEN.has(word.toLowerCase()) || /^\d{1,9}$/.test(word);
}

const NEGATIONS: ReadonlySet<string> = new Set([
  ...[
    "not",
    "no",
    "never",
    "without",
    "nor",
    "neither",
    "except",
    "unlike",
    "cannot",
    "instead",
    "excluding",
  ],
  ...["dont", "doesnt", "didnt", "wont", "isnt", "cant"],
]);

function isNegation(word: string): boolean {
  const lower = word.toLowerCase();
  return NEGATIONS.has(lower) || lower.endsWith("n't");
}

/** What is said of one thing, so that "not" reaches no further than it is meant to: a list of IDs is one clause. */
function clausesOf(text: string): string[] {
  return text
    .replaceAll("’", "'")
    .replace(/,(?=\s*(?:but|while|whereas|although)\b)/gi, ";")
    .split(/[.!?](?=\s|$)|[;()–—]|\b(?:but|while|whereas|although)\b/i);
}

/** Words, and what may be an ID or a group: letters, digits, hyphens, a star at the end, apostrophes. */
function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}*'-]+/u).flatMap((word) => {
    const bare = word.replace(/^[*'-]+/, "").replace(/(?<!['-])['-]+$/, "");
    return bare === "" ? [] : [/-\*+$/.test(bare) ? bare : bare.replace(/(?<!\*)\*+$/, "")];
  });
}

/** How an ID or a group is resolved by a catalog. */
export function resolveIn(
  currentId: (id: DiagramId) => DiagramId | null,
  startingWith: (prefix: string) => readonly DiagramId[],
): Resolve {
  return (typed) => {
    if (typed.endsWith("-*")) {
      const pattern = parseIdPattern(typed);
      return pattern?.kind === "prefix" ? startingWith(pattern.prefix) : [];
    }
    const id = parseDiagramId(typed);
    const current = id === null ? null : currentId(id);
    return current === null ? [] : [current];
  };
}
