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
  const report = (at: number, message: string) =>
    problems.push({ file: file.path, line: lineNumber(text, at), column: 1, severity: "error", message });
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
      report(start, marker.message);
      continue;
    }
    const { verb, name, category, group } = marker;
    if (verb === "begin" && open) {
      const message = `\`${name}\` begins inside \`${open.name}\`, which began on line ${lineNumber(text, open.begin)}. Regions cannot be nested: end that one first with \`${markers(open.name).end}\`.`;
      report(start, message);
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
      const message = `\`${name}\` ends here but does not begin before. Remove the line, or put \`${markers(name).begin}\` above the region.`;
      report(start, message);
    } else if (open.name !== name) {
      const message = `\`${name}\` ends here, but the open region is \`${open.name}\` from line ${lineNumber(text, open.begin)}. Expected \`${markers(open.name).end}\`.`;
      report(start, message);
    } else {
      regions.push({ ...open, end: start });
      open = null;
    }
  }
  if (open) {
    const message = `The region \`${open.name}\` is never closed. Put \`${markers(open.name).end}\` on a line of its own below it.`;
    report(open.begin, message);
  }
  return { regions, problems };
}

interface Marker {
  readonly verb: "begin" | "end";
  readonly name: RegionName;
  readonly category: string | null;
  readonly group: string | null;
}

function parseMarker(line: string): Marker | { readonly message: string } {
  const comment = line.trim();
  const inside = comment.endsWith("-->") ? comment.slice("<!--".length, -"-->".length).trim() : "";
  const [head = "", verb = "", name = ""] = MARKER.exec(inside) ?? [];
  const attributes = attributesIn(inside.slice(head.length));
  if (head === "" || attributes === null) {
    return {
      message: `This marker cannot be read. Expected \`${markers("summary").begin}\` or \`${markers("summary").end}\`, alone on its line.`,
    };
  }
  if (verb !== "begin" && verb !== "end") {
    return { message: `Unknown marker \`${verb}\`. ${hint(verb, ["begin", "end"])}` };
  }
  if (!isRegionName(name)) return { message: `Unknown region \`${name}\`. ${hint(name, REGIONS)}` };
  const values: { category: string | null; group: string | null } = { category: null, group: null };
  for (const [key, value] of attributes) {
    if (key !== "category" && key !== "group") {
      return { message: `Unknown attribute \`${key}\` of a region. ${hint(key, ATTRIBUTES)}` };
    }
    if (name !== "details") {
      return { message: `Only \`details\` takes \`${key}\`; \`${name}\` always shows the whole campaign.` };
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

function hint(typed: string, known: readonly string[]): string {
  const near = suggest(typed, known);
  return near ? `Did you mean \`${near}\`?` : `Known: ${known.map((one) => `\`${one}\``).join(", ")}.`;
}
