import { type Found, found } from "../domain/findings.ts";
import type { Problem } from "../domain/problem.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { suggest } from "../domain/suggest.ts";
import { type Fence, lineAt, lineNumber, openFence } from "./lines.ts";

const REGIONS = ["summary", "details", "phases", "footer"] as const;
export type RegionName = (typeof REGIONS)[number];

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
  /** With any problem the document is to be left alone. */
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

/** Finds the managed regions. Markers in fenced code are examples, not markers. Linear in the text. */
export function findRegions(file: SourceFile): Regions {
  const { text } = file;
  if (!/diagram-tracker/i.test(text)) return { regions: [], problems: [] };
  const regions: Region[] = [];
  const problems: Problem[] = [];
  const report = (at: number, what: Found) =>
    problems.push({ file: file.path, line: lineNumber(text, at), column: 1, severity: "error", ...what });
  let open: Omit<Region, "end"> | null = null;
  let fence: Fence | null = null;
  // A byte order mark does not belong to the first line.
  let at = text.startsWith("\uFEFF") ? 1 : 0;

  while (at < text.length && problems.length < PROBLEMS_LIMIT) {
    if (open) {
      // What stands in a region is replaced anyhow: only the next marker counts, and code fences must not hide it.
      const comment = text.indexOf("<!--", at);
      if (comment === -1) break;
      at = text.lastIndexOf("\n", comment) + 1;
    }
    const start = at;
    const { content, next } = lineAt(text, start);
    at = next;
    if (!open) fence = openFence(fence, content);
    if ((fence && !open) || !ANY_MARKER.test(content)) continue;
    const marker = parseMarker(content);
    if ("message" in marker) {
      report(start, marker);
      continue;
    }
    const { verb, name, category, group } = marker;
    if (verb === "begin" && open) {
      const line = lineNumber(text, open.begin);
      report(start, found("nestedRegion", name, open.name, line, markers(open.name).end));
    } else if (verb === "begin") {
      open = {
        name,
        category,
        group,
        begin: start,
        start: next,
        eol: text.slice(start + content.length, next),
      };
    } else if (!open) {
      report(start, found("endWithoutBegin", name, markers(name).begin));
    } else if (open.name !== name) {
      const line = lineNumber(text, open.begin);
      report(start, found("otherEnd", name, open.name, line, markers(open.name).end));
    } else {
      regions.push({ ...open, end: start });
      open = null;
    }
  }
  if (open) {
    report(open.begin, found("neverClosed", open.name, markers(open.name).end));
  }
  return { regions, problems };
}

interface Marker {
  readonly verb: "begin" | "end";
  readonly name: RegionName;
  readonly category: string | null;
  readonly group: string | null;
}

function parseMarker(line: string): Marker | Found {
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
  return (REGIONS as readonly string[]).includes(name);
}
