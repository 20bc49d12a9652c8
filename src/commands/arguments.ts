import { addDays, type CivilDate, parseCivilDate } from "../domain/civil-date.ts";
import { type IdPattern, parseIdPattern } from "../domain/diagram-id.ts";

/** What may follow a command's name, sorted by form. Each command takes what it knows and leaves the rest. */
export interface Arguments {
  /** IDs and patterns, in order, each once, with the text as it was typed. */
  readonly patterns: readonly { readonly text: string; readonly pattern: IdPattern }[];
  readonly urls: readonly string[];
  /** A calendar day (`2026-12-08`) or days from today (`+7`). */
  readonly due: CivilDate | null;
  /** The day was written as days from today. */
  readonly dueFromToday: boolean;
  /** Logins, without the @. */
  readonly people: readonly string[];
  /** Numbers of pull requests, written with a # (`#7`). */
  readonly pullRequests: readonly number[];
  readonly next: boolean;
  readonly count: number | null;
  /** Other words, for guessing what was meant where nothing was understood. */
  readonly words: readonly string[];
  /** What could not be understood, each a whole sentence. */
  readonly problems: readonly string[];
  /** Everything after the name, for commands that take a name with spaces. */
  readonly text: string;
}

const KEYWORDS = new Set(["and", "&", "next", "due", "by", "until", "source", "sources", "to", "for"]);
const LOGIN = /^@[A-Za-z0-9](?:-?[A-Za-z0-9])*$/;

/**
 * Sorts the words after a command's name. Once a word of prose was met ("/claim G-LIN-FL please, it is well-known"),
 * only words that are surely meant count: known IDs, addresses, people and dates.
 */
export function parseArguments(
  text: string,
  today: CivilDate,
  isKnown: (pattern: IdPattern) => boolean,
): Arguments {
  const patterns = new Map<string, { text: string; pattern: IdPattern }>();
  const urls = new Set<string>();
  const people: string[] = [];
  const pullRequests: number[] = [];
  const words: string[] = [];
  const problems: string[] = [];
  let due: CivilDate | null = null;
  let dueFromToday = false;
  let count: number | null = null;
  let next = false;
  let wants: "date" | "address" | null = null;

  for (const word of text.split(/\s+/).flatMap((part) => (isAddress(part) ? [part] : part.split(/[,;]/)))) {
    const token = bare(word);
    if (token === "") continue;
    const keyword = token.toLowerCase();
    const url = isAddress(token);
    const date = parseDue(token, today);

    if (wants === "date" && !date) {
      problems.push(
        `\`due\` is followed by a date such as \`${addDays(today, 7)}\` or by \`+7\` for days from today.`,
      );
    } else if (wants === "address" && !url) {
      problems.push("`source` is followed by an address that begins with `https://` or `http://`.");
    }
    wants = null;

    if (url) {
      urls.add(word.replace(/^[<(]+|(?<![>),;])[>),;]+$/g, ""));
    } else if (date) {
      due = date;
      dueFromToday = token.startsWith("+");
    } else if (LOGIN.test(token)) {
      people.push(token.slice(1));
    } else if (KEYWORDS.has(keyword)) {
      if (keyword === "next") next = true;
      if (keyword === "due") wants = "date";
      if (keyword === "source") wants = "address";
    } else if (/^#[1-9]\d{0,8}$/.test(token)) {
      pullRequests.push(Number(token.slice(1)));
    } else if (/^\d{1,4}$/.test(token)) {
      count = Number(token);
    } else if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(token)) {
      problems.push(
        `\`${token}\` is not a day of the calendar; dates are written like \`${addDays(today, 7)}\`.`,
      );
    } else {
      const pattern = parseIdPattern(token);
      if (pattern && (words.length === 0 || isKnown(pattern))) {
        patterns.set(token.toUpperCase(), { text: token, pattern });
      } else if (!pattern) words.push(token);
    }
  }
  if (wants === "date") problems.push(`\`due\` is followed by a date such as \`${addDays(today, 7)}\`.`);
  if (wants === "address") problems.push("`source` is followed by an address.");
  return {
    patterns: [...patterns.values()],
    urls: [...urls],
    due,
    dueFromToday,
    people,
    pullRequests,
    next,
    count,
    words,
    problems,
    text,
  };
}

/** The ID that an example is best given with: the first that was typed. */
export function exampleId({ patterns: [first] }: Pick<Arguments, "patterns">): string {
  return first?.text.toUpperCase() ?? "G-LIN-FL";
}

/** `G-LIN-FL, G-SEQ-*: a reason that names G-LIN-SQ` → the IDs at its beginning, and the text after them. */
export function splitLeadingIds(text: string): [ids: string, text: string] {
  const words = text.trim().split(/(?<=\s)(?=\S)/);
  const first = words.findIndex((word) => {
    const parts = word
      .trim()
      .split(/[,;]/)
      .map(bare)
      .filter((part) => part !== "" && part !== "and" && part !== "&");
    return !parts.every((part) => parseIdPattern(part) !== null);
  });
  const count = first === -1 ? words.length : first;
  return [words.slice(0, count).join(""), words.slice(count).join("").trim()];
}

function isAddress(word: string): boolean {
  return /^[<(]?https?:\/\//i.test(word);
}

/** `` `G-LIN-FL` ``, `**G-LIN-FL**` and `G-LIN-FL.` are G-LIN-FL; the star of `G-LIN-*` stays. */
function bare(word: string): string {
  const plain = word.replace(/^[`_<([{]+/, "").replace(/(?<![`_>)\]}.!?:])[`_>)\]}.!?:]+$/, "");
  return plain.startsWith("*") ? plain.replace(/^\*+|(?<!\*)\*+$/g, "") : plain;
}

function parseDue(token: string, today: CivilDate): CivilDate | null {
  const days = /^\+(\d{1,3})d?$/i.exec(token);
  return days ? addDays(today, Number(days[1])) : parseCivilDate(token);
}
