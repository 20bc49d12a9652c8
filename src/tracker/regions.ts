import { type FindingText, found } from "../domain/findings.ts";
import type { Problem } from "../domain/problem.ts";
import { type SourceFile, unreadProblem } from "../domain/source-file.ts";
import { suggest } from "../domain/suggest.ts";
import { type Fence, lineAt, lineNumber, openFence } from "./lines.ts";

/** What the bot keeps in a document, and what each shows. Any of them, in any order, in one document or several. */
export const REGION_SHOWS = {
  summary: "how far each category is, and all together",
  details:
    'every diagram that is named, by category and group; `category="…"` or `group="…"` behind the name for one of them',
  phases: "the priority phases and how far they are",
  footer: "when something changed last, the next review, and how much is tracked",
  chart: "complete by week against the plan, and the statuses, drawn by GitHub's Mermaid",
  people: "who made, holds and verified how many, by their latest work",
  recent: "the ten that were completed last",
  review: "what waits for a review, and whose",
  overdue: "what is in progress and past its due date",
} as const;
export type RegionName = keyof typeof REGION_SHOWS;
export const REGIONS = Object.keys(REGION_SHOWS) as readonly RegionName[];

/** Those from which a document that was kept by hand is read. */
const FROM_HAND: readonly RegionName[] = ["summary", "details", "phases", "footer"];

/** What the others show follows from the files alone. */
export function isReadBack({ name }: Pick<Region, "name">): boolean {
  return FROM_HAND.includes(name);
}

/** The part of a document between a begin and an end marker, which the bot owns. */
export interface Region {
  readonly name: RegionName;
  /** Only the details of this category, or of the group with this key. */
  readonly category: string | null;
  readonly group: string | null;
  /** Offset of the begin marker's line. */
  readonly begin: number;
  /** The content is `text.slice(start, end)`: whole lines, each with its line end. */
  readonly start: number;
  readonly end: number;
  /** How the begin marker's line ends; the content's lines shall end so, too. */
  readonly eol: string;
}

export interface Regions {
  readonly regions: readonly Region[];
  /** Those without an end, up to the next marker: to be read, never to be written. */
  readonly unclosed: readonly Region[];
  /** Each costs its own region; the others are kept up to date. */
  readonly problems: readonly Problem[];
}

// Enough to mend a document by; each costs a walk through the text to count its lines.
const PROBLEMS_LIMIT = 20;

const ANY_MARKER = /^ {0,3}<!--\s*diagram-tracker\b/i;
const MARKER = /^diagram-tracker:([a-z]{1,20}) +([a-z]{1,20})(?= |$)/;
const ATTRIBUTE = / +([a-z]{1,20})="([^"]*)"/y;
const ATTRIBUTES = ["category", "group"] as const;

/** The marker lines around a region. An attribute's value cannot hold a quotation mark, nor `--`, which ends comments. */
export function markers(name: RegionName, attribute = ""): { readonly begin: string; readonly end: string } {
  return {
    begin: `<!-- diagram-tracker:begin ${name}${attribute && ` ${attribute}`} -->`,
    end: `<!-- diagram-tracker:end ${name} -->`,
  };
}

/**
 * Finds the managed regions. Markers in fenced code are examples, not markers. A region is what stands between a begin marker
 * and the next marker, if that is its end: a marker that is wrong costs its own region and no other. Linear in the text.
 */
export function findRegions(file: SourceFile): Regions {
  const { text } = file;
  if (file.unread) return { regions: [], unclosed: [], problems: [unreadProblem(file, file.unread)] };
  if (!/diagram-tracker/i.test(text)) return { regions: [], unclosed: [], problems: [] };
  return new Scan(file).run();
}

/** Where the scan goes on, and the region that the begin marker opened. */
type Opened = Omit<Region, "end">;

class Scan {
  private readonly file: SourceFile;
  private readonly regions: Region[] = [];
  private readonly unclosed: Region[] = [];
  private readonly problems: Problem[] = [];
  /** Offsets of markers about which something was said. */
  private readonly reported = new Set<number>();
  /** Their end marker, should it come yet, has been spoken of. */
  private readonly withoutEnd = new Set<RegionName>();
  /** Kinds of fences that nothing closes from some place on. */
  private readonly neverClosed = new Set<string>();

  constructor(file: SourceFile) {
    this.file = file;
  }

  run(): Regions {
    const { text } = this.file;
    let fence: Fence | null = null;
    // A byte order mark does not belong to the first line.
    let at = text.startsWith("\uFEFF") ? 1 : 0;
    while (at < text.length && this.problems.length < PROBLEMS_LIMIT) {
      const start = at;
      const { content, next } = lineAt(text, start);
      at = next;
      fence = openFence(fence, content);
      if (fence || !ANY_MARKER.test(content)) continue;
      const marker = parseMarker(content);
      if ("message" in marker) this.report(start, marker);
      else if (marker.verb === "end") this.strayEnd(start, marker);
      else at = this.open(start, marker, content) ?? next;
    }
    return { regions: this.regions, unclosed: this.unclosed, problems: this.problems };
  }

  private report(at: number, what: FindingText): void {
    if (this.reported.has(at)) return;
    this.reported.add(at);
    const { path, text } = this.file;
    this.problems.push({ file: path, line: lineNumber(text, at), column: 1, severity: "error", ...what });
  }

  private strayEnd(at: number, { name }: Marker): void {
    if (this.withoutEnd.delete(name)) return;
    this.report(at, found("endWithoutBegin", name, markers(name).begin));
  }

  /** Gives the offset behind the region; null: it has no end, so that what stands below is no part of it. */
  private open(begin: number, { name, category, group }: Marker, line: string): number | null {
    const { text } = this.file;
    const { next: start } = lineAt(text, begin);
    const opened = { name, category, group, begin, start, eol: text.slice(begin + line.length, start) };
    const following = nextMarker(text, start);
    const wrong = following === null ? null : this.whyNoEnd(opened, following);
    if (following !== null && wrong === null) {
      this.regions.push({ ...opened, end: following.start });
      return following.next;
    }
    this.unclosed.push({ ...opened, end: following?.start ?? text.length });
    this.withoutEnd.add(name);
    this.report(following?.start ?? begin, wrong ?? found("neverClosed", name, markers(name).end));
    return null;
  }

  /** Why the next marker does not end the region; null: it does. */
  private whyNoEnd({ name, begin, start }: Opened, { start: at, content }: FoundMarker): FindingText | null {
    const { text } = this.file;
    const marker = parseMarker(content);
    const line = lineNumber(text, begin);
    if ("message" in marker) return marker;
    if (marker.verb === "begin") return found("nestedRegion", marker.name, name, line, markers(name).end);
    if (marker.name !== name) return found("otherEnd", marker.name, name, line, markers(name).end);
    return this.isInCode(start, at) ? found("endInCode", name, line) : null;
  }

  /**
   * Whether a code block that begins in the region ends behind the marker. One that nothing ends is a slip in what is replaced
   * anyhow, and hides no marker.
   */
  private isInCode(start: number, marker: number): boolean {
    const { text } = this.file;
    let fence: Fence | null = null;
    for (let at = start; at < marker; ) {
      const { content, next } = lineAt(text, at);
      fence = openFence(fence, content);
      at = next;
    }
    if (fence === null) return false;
    const kind = `${fence.delimiter}${fence.length} ${fence.indent}`;
    if (this.neverClosed.has(kind)) return false;
    for (let at = marker; at < text.length; ) {
      const { content, next } = lineAt(text, at);
      if (openFence(fence, content) === null) return true;
      at = next;
    }
    this.neverClosed.add(kind);
    return false;
  }
}

interface FoundMarker {
  readonly start: number;
  readonly next: number;
  readonly content: string;
}

/** What stands in a region is replaced anyhow: only the next marker counts, whatever stands before it. */
function nextMarker(text: string, from: number): FoundMarker | null {
  for (let at = from; at < text.length; ) {
    const comment = text.indexOf("<!--", at);
    if (comment === -1) return null;
    const start = Math.max(from, text.lastIndexOf("\n", comment) + 1);
    const { content, next } = lineAt(text, start);
    if (ANY_MARKER.test(content)) return { start, next, content };
    at = next;
  }
  return null;
}

interface Marker {
  readonly verb: "begin" | "end";
  readonly name: RegionName;
  readonly category: string | null;
  readonly group: string | null;
}

function parseMarker(line: string): Marker | FindingText {
  const comment = line.trim();
  const inside = comment.endsWith("-->") ? comment.slice("<!--".length, -"-->".length).trim() : "";
  const [head = "", verb = "", name = ""] = MARKER.exec(inside) ?? [];
  const attributes = attributesIn(inside.slice(head.length));
  if (head === "" || attributes === null) {
    const { begin, end } = markers("summary");
    return found("badMarker", begin, end);
  }
  if (verb !== "begin" && verb !== "end") {
    const verbs = ["begin", "end"];
    return found("unknownMarker", verb, suggest(verb, verbs), verbs);
  }
  if (!isRegionName(name)) return found("unknownRegion", name, suggest(name, REGIONS), REGIONS);
  const values: { category: string | null; group: string | null } = { category: null, group: null };
  for (const [key, value] of attributes) {
    if (key !== "category" && key !== "group") {
      return found("unknownAttribute", key, suggest(key, ATTRIBUTES), ATTRIBUTES);
    }
    if (name !== "details") {
      return found("attributeElsewhere", key, name);
    }
    values[key] = value;
  }
  return { verb, name, ...values };
}

/** `category="Optics" group="OP1"` → its pairs; null when it is anything else. Each is taken where the last one ended. */
function attributesIn(text: string): [key: string, value: string][] | null {
  const pairs: [string, string][] = [];
  for (let at = 0; at < text.length; at = ATTRIBUTE.lastIndex) {
    ATTRIBUTE.lastIndex = at;
    const [, key = "", value = ""] = ATTRIBUTE.exec(text) ?? [];
    if (key === "") return null;
    pairs.push([key, value]);
  }
  return pairs;
}

function isRegionName(name: string): name is RegionName {
  return Object.hasOwn(REGION_SHOWS, name);
}
