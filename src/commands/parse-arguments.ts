import { addDays, type CivilDate, parseCivilDate } from "../domain/civil-date.ts";
import { findDiagramIds, type IdPattern, parseIdPattern } from "../domain/diagram-id.ts";
import { isLogin } from "../domain/person.ts";
import { plainPunctuation } from "../facts/readable-text.ts";
import type { ArgumentProblem } from "../messages/argument-problem.ts";
import { isAddress, trimAddress } from "./addresses.ts";
import type { Arguments } from "./arguments.ts";
import { bare } from "./bare.ts";
import { CHOOSES_FROM, COUNTS, findKeyword, JOINING, NEAR_OR, NEGATIONS } from "./keywords.ts";
import { digitsOf, hasForeignLetters, isMixedId, latinOf, mixesAlphabets } from "./look-alikes.ts";

export type IsKnownPattern = (pattern: IdPattern) => boolean;

/**
 * Sorts the words after a command's name. Once a word of prose was met ("/claim G-LIN-FL please, it is well-known"),
 * only words that are surely meant count: known IDs, addresses, people and dates. In linear time.
 */
export function parseArguments(text: string, today: CivilDate, isKnown: IsKnownPattern): Arguments {
  const reader = new ArgumentReader(today, isKnown);
  for (const word of splitWords(text)) reader.read(word);
  return reader.end(text);
}

/** At blanks, and at commas outside of addresses. */
function splitWords(text: string): string[] {
  return text
    .split(/\s+/)
    .flatMap((part) => (isAddress(part) ? [part] : plainPunctuation(part).split(/[,;|]/)))
    .filter((word) => word !== "");
}

class ArgumentReader {
  private readonly today: CivilDate;
  private readonly isKnown: IsKnownPattern;
  private readonly patterns = new Map<string, Arguments["patterns"][number]>();
  private readonly urls = new Set<string>();
  private readonly people: string[] = [];
  private readonly recipients: string[] = [];
  private readonly pullRequests: number[] = [];
  private readonly unclear: Arguments["unclear"][number][] = [];
  private readonly unclearInProse: Arguments["unclear"][number][] = [];
  private readonly words: string[] = [];
  private readonly problems: ArgumentProblem[] = [];
  private due: CivilDate | null = null;
  private dueFromToday = false;
  private count: number | null = null;
  private next = false;
  private of: string[] | null = null;
  private remove = false;
  private wants: "date" | "address" | null = null;
  private isNegated = false;
  private isStruck = false;
  private leavesOut = false;
  private readonly leftOut = new Set<string>();
  /** How many words ago an "or" stood behind an ID. */
  private sinceOr = Number.POSITIVE_INFINITY;
  private isEither = false;
  /** The word before, in lower case. */
  private before = "";

  constructor(today: CivilDate, isKnown: IsKnownPattern) {
    this.today = today;
    this.isKnown = isKnown;
  }

  read(word: string): void {
    if (isAddress(word)) {
      this.wants = null;
      this.urls.add(trimAddress(word));
      return;
    }
    if (/^[^\p{L}\p{N}]*~/u.test(word)) this.isStruck = true;
    const token = bare(word).replace(/^~+/, "");
    if (token !== "") {
      this.noticeMissing(token);
      this.sinceOr += 1;
      this.take(token, word);
      this.before = token.toLowerCase();
    }
    if (/~[^\p{L}\p{N}]{0,3}$/u.test(word.slice(-4))) this.isStruck = false;
  }

  end(text: string): Arguments {
    const { today, patterns, wants, problems, of } = this;
    if (wants === "date") problems.push({ kind: "no-date", typed: "", example: addDays(today, 7) });
    if (wants === "address") problems.push({ kind: "no-address" });
    const isGroup = [...patterns.values()].some(({ pattern }) => pattern.kind === "prefix");
    return {
      patterns: [...patterns.values()],
      urls: [...this.urls],
      due: this.due,
      dueFromToday: this.dueFromToday,
      people: this.people,
      recipients: this.recipients,
      pullRequests: this.pullRequests,
      next: this.next,
      count: this.count,
      of: of !== null && of.length > 0 && patterns.size === 0 ? of.join(" ") : null,
      remove: this.remove,
      // "G-LIN-* except the last" leaves something out, whatever it is.
      isEither: this.isEither,
      leavesOut: this.leavesOut || (this.isNegated && isGroup),
      leftOut: this.leftOut,
      // In prose it is not surely meant, but where nothing else is named it may be.
      unclear: patterns.size === 0 ? [...this.unclear, ...this.unclearInProse] : this.unclear,
      words: this.words,
      problems,
      text,
    };
  }

  /** `due` and `source` are followed by what they announce. */
  private noticeMissing(token: string): void {
    const { today, wants } = this;
    this.wants = null;
    if (wants === "date" && parseDue(token, today) === null) {
      this.problems.push({ kind: "no-date", typed: token, example: addDays(today, 7) });
    }
    if (wants === "address") {
      this.problems.push({ kind: "no-address" });
    }
  }

  private take(token: string, word: string): void {
    const { today } = this;
    const date = parseDue(token, today);
    const login = loginIn(token, word);
    if (date !== null) {
      this.due = date;
      this.dueFromToday = token.startsWith("+");
    } else if (this.takeKeyword(token.toLowerCase())) {
      return;
    } else if (login !== null && !this.isKnownId(login)) {
      this.people.push(login);
      if (this.isRecipient()) this.recipients.push(login);
    } else if (this.isPerson(token)) {
      const latin = latinOf(token);
      this.problems.push({ kind: "no-login", typed: token, meant: loginIn(latin, latin) });
    } else if (/^#[1-9]\d{0,8}$/.test(token)) {
      this.pullRequests.push(Number(token.slice(1)));
    } else if (/^\d{1,4}$/.test(token)) {
      if (this.of === null) this.count = Number(token);
      else this.of.push(token);
    } else if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(token)) {
      this.problems.push({ kind: "no-day", typed: token, example: addDays(today, 7) });
    } else {
      this.takeId(token, word);
    }
  }

  private isRecipient(): boolean {
    return this.words.length === 0 || this.before === "for" || this.before === "to";
  }

  /** Somebody is meant, or is made to look like somebody, and nobody can be called so. */
  private isPerson(token: string): boolean {
    if (!/^@[\p{L}\p{N}]/u.test(token) || this.isKnownId(token.slice(1))) return false;
    return this.isRecipient() || mixesAlphabets(token);
  }

  private takeKeyword(keyword: string): boolean {
    if (keyword === "next") {
      // "G-LIN-FL, next week" asks for nothing to be chosen.
      if (this.patterns.size === 0) this.next = true;
    } else if (keyword === "due") this.wants = "date";
    else if (keyword === "source") this.wants = "address";
    else if (keyword === "remove" && this.urls.size + this.words.length === 0) this.remove = true;
    else if (CHOOSES_FROM.has(keyword) && this.isChoosing()) {
      this.next = true;
      this.of ??= [];
    } else if (COUNTS.includes(keyword) && this.patterns.size === 0) {
      this.count ??= Math.max(1, COUNTS.indexOf(keyword));
    } else if (NEGATIONS.has(keyword) || keyword.endsWith("n't")) {
      this.isNegated = true;
      this.words.push(keyword);
    } else if (keyword === "or") {
      if (this.patterns.size > 0) this.sinceOr = 0;
      this.of?.push(keyword);
      this.words.push(keyword);
    } else {
      if (keyword === "and") this.sinceOr = Number.POSITIVE_INFINITY;
      return JOINING.has(keyword);
    }
    return true;
  }

  /** After `next`, a number, or both. */
  private isChoosing(): boolean {
    const { before } = this;
    return (
      this.patterns.size === 0 && (before === "next" || /^\d{1,4}$/.test(before) || COUNTS.includes(before))
    );
  }

  private takeId(token: string, word: string): void {
    const isSwitchedOff = this.isStruck || /^[-!]/.test(token);
    const id = token.replace(/^[-+!#~@]+/, "");
    const pattern = parseIdPattern(id);
    if (pattern !== null && (this.words.length === 0 || this.isKnown(pattern))) {
      if (isSwitchedOff || (this.isNegated && this.isKnown(pattern))) {
        this.leavesOut = true;
        this.leftOut.add(id.toUpperCase());
      }
      if (this.sinceOr <= NEAR_OR && !this.patterns.has(id.toUpperCase())) this.isEither = true;
      this.patterns.set(id.toUpperCase(), { text: id, pattern });
      return;
    }
    if (pattern !== null) return;
    this.of?.push(word);
    const alike = this.keywordLike(token);
    if (alike !== null) this.problems.push({ kind: "look-alike", typed: token, meant: alike });
    const meant = this.meantBy(id);
    if (meant !== undefined) {
      if (this.isNegated || isSwitchedOff) this.leavesOut = true;
      const list = this.words.length === 0 ? this.unclear : this.unclearInProse;
      list.push({ text: id, meant });
    }
    this.words.push(token);
  }

  /** The word, number or date that a word only looks like; null: none. */
  private keywordLike(token: string): string | null {
    const keyword = findKeyword(token);
    if (keyword !== null) return keyword;
    const digits = digitsOf(token);
    if (digits === token) return null;
    const isNumber = /^\p{N}{1,4}$/u.test(token) && /^\d{1,4}$/.test(digits);
    return isNumber || /^#\d{1,9}$/.test(digits) || parseDue(digits, this.today) !== null ? digits : null;
  }

  /** The ID that a word which is none looks like or holds; null: it looks like one, but not like which; undefined: a word. */
  private meantBy(word: string): string | null | undefined {
    const [found] = findDiagramIds(word, (id) => this.isKnown({ kind: "one", id }));
    if (found !== undefined) return found;
    if (!hasForeignLetters(word)) return undefined;
    const latin = latinOf(word);
    const pattern = parseIdPattern(latin);
    if (pattern !== null && this.isKnown(pattern)) return latin.toUpperCase();
    const looksLikeId =
      pattern !== null || /^[\p{Lu}\p{N}]+(?:-[\p{Lu}\p{N}]+)+$/u.test(word) || isMixedId(word);
    return looksLikeId && this.words.length === 0 ? null : undefined;
  }

  private isKnownId(text: string): boolean {
    const pattern = parseIdPattern(text);
    return pattern !== null && this.isKnown(pattern);
  }
}

/** `@ada` → `ada`. A hyphen at the end may be the login's own: old accounts have some. Null: it names nobody. */
function loginIn(token: string, word: string): string | null {
  const name = word.endsWith(`${token}-`) ? `${token.slice(1)}-` : token.slice(1);
  return token.startsWith("@") && isLogin(name) ? name : null;
}

function parseDue(token: string, today: CivilDate): CivilDate | null {
  const days = /^\+(\d{1,3})d?$/i.exec(token);
  return days ? addDays(today, Number(days[1])) : parseCivilDate(token);
}
