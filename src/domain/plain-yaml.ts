/**
 * The YAML that nearly every file of a campaign is: maps and lists by indentation, of words, numbers, dates and addresses. It
 * is read here a hundred times faster, and in a fiftieth of the memory, than by the library, which builds a tree of each
 * comment and space. Whatever is more than that is left to the library: `undefined` says nothing about a text but that.
 */

/** The value of a text that is plain; else `undefined`. Never another value than the library's. */
export function readPlainYaml(text: string): unknown {
  if (text.includes("\t")) return undefined;
  const reader = new PlainReader(text);
  const value = reader.readBlock(0);
  return reader.isAtEnd() ? value : undefined;
}

const DEPTH = 12;

// No letter case of theirs may be read as a word: https://yaml.org/spec/1.2.2/#1032-tag-resolution
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n)$/i;
const KEY = /^[A-Za-z][A-Za-z0-9_-]{0,99}$/;
const WORDS = /^[A-Za-z][A-Za-z0-9()+.,'/_-]*(?: [A-Za-z0-9()+.,'/_-]+)*$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^(?:0|[1-9]\d{0,14})$/;
const ADDRESS = /^https?:\/\/[A-Za-z0-9./_~=&+%?-]+$/;
/** Of what stands in double quotes: what means the same in JSON. */
const QUOTED = /^"(?:[^"\\\p{Cc}\u2028\u2029\uFEFF]|\\["\\/bfnrt])*"$/u;

interface Line {
  readonly indent: number;
  /** Without the spaces at its beginning. */
  readonly text: string;
}

class PlainReader {
  readonly #text: string;
  #at = 0;
  #line: Line | null = null;

  constructor(text: string) {
    this.#text = text;
    this.#next();
  }

  isAtEnd(): boolean {
    return this.#line === null;
  }

  /** The map or list that begins on this line; `undefined`: it is no plain one. */
  readBlock(depth: number): unknown {
    if (this.#line === null || depth > DEPTH) return undefined;
    return this.#line.text.startsWith("- ")
      ? this.#readList(this.#line.indent, depth)
      : this.#readMap(this.#line.indent, depth);
  }

  #readMap(indent: number, depth: number): Record<string, unknown> | undefined {
    const map: Record<string, unknown> = {};
    while (this.#line?.indent === indent && !this.#line.text.startsWith("- ")) {
      const { text } = this.#line;
      const colon = text.indexOf(":");
      const key = text.slice(0, colon);
      if (colon === -1 || !KEY.test(key) || RESERVED.test(key) || Object.hasOwn(map, key)) return undefined;
      const rest = text.slice(colon + 1);
      this.#next();
      const value =
        rest === ""
          ? this.#readInner(indent, depth)
          : rest.startsWith(" ")
            ? scalarIn(withoutSpaces(rest))
            : undefined;
      if (value === undefined) return undefined;
      map[key] = value;
    }
    return map;
  }

  #readList(indent: number, depth: number): unknown[] | undefined {
    const list: unknown[] = [];
    while (this.#line?.indent === indent && this.#line.text.startsWith("- ")) {
      const inner = this.#line.text.slice(2);
      const item = withoutSpaces(inner);
      const deeper = indent + 2 + inner.search(/[^ ]/);
      let value: unknown;
      if (/^[A-Za-z][\w-]*:(?: |$)/.test(item)) {
        // The map begins behind the dash.
        this.#line = { indent: deeper, text: item };
        value = this.#readMap(deeper, depth + 1);
      } else {
        value = item.startsWith("- ") ? undefined : scalarIn(item);
        this.#next();
      }
      if (value === undefined) return undefined;
      list.push(value);
    }
    return list;
  }

  /** What a key without a value on its line has: what stands deeper below it, or nothing. */
  #readInner(indent: number, depth: number): unknown {
    if (this.#line === null || this.#line.indent < indent) return null;
    // A list may stand as deep as its key; that is left to the library.
    if (this.#line.indent === indent) return this.#line.text.startsWith("-") ? undefined : null;
    return this.readBlock(depth + 1);
  }

  /** Goes to the next line that is no comment and not empty. A line that is not plain ends all: nothing fits to its indent. */
  #next(): void {
    const text = this.#text;
    while (this.#at < text.length) {
      const feed = text.indexOf("\n", this.#at);
      const end = feed === -1 ? text.length : feed;
      const last = text[end - 1] === "\r" && feed !== -1 ? end - 1 : end;
      const line = text.slice(this.#at, last);
      const begin = line.search(/[^ ]/);
      this.#at = end + 1;
      if (begin === -1 || line[begin] === "#") continue;
      this.#line = { indent: begin, text: withoutSpaces(line) };
      return;
    }
    this.#line = null;
  }
}

/** Only the space is nothing at the ends of a value; of others the library knows more. */
function withoutSpaces(text: string): string {
  let [begin, end] = [0, text.length];
  while (text[begin] === " ") begin++;
  while (end > begin && text[end - 1] === " ") end--;
  return text.slice(begin, end);
}

/** `undefined`: it is no plain one. */
function scalarIn(text: string): unknown {
  if (text === "null") return null;
  if (text === "true") return true;
  if (text === "false") return false;
  if (text === "[]") return [];
  if (text === "{}") return {};
  if (NUMBER.test(text)) return Number(text);
  if (text.startsWith('"')) return QUOTED.test(text) ? (JSON.parse(text) as string) : undefined;
  if ((WORDS.test(text) && !RESERVED.test(text)) || DATE.test(text) || ADDRESS.test(text)) return text;
  return undefined;
}

/** The map as the library writes it, where all of it is plain; else `undefined`. */
export function renderPlainYaml(map: object): string | undefined {
  const lines = linesOfMap(map);
  return lines === undefined || lines.length === 0 ? undefined : `${lines.join("\n")}\n`;
}

function linesOfMap(map: object): string[] | undefined {
  const lines: string[] = [];
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined) continue;
    if (!KEY.test(key) || RESERVED.test(key)) return undefined;
    const inner = linesOf(value);
    if (inner === undefined) return undefined;
    if (typeof inner === "string") lines.push(`${key}: ${inner}`);
    else lines.push(`${key}:`, ...inner.map((line) => `  ${line}`));
  }
  return lines;
}

/** A scalar, or the lines of what is not one. */
function linesOf(value: unknown): string | string[] | undefined {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return NUMBER.test(String(value)) ? String(value) : undefined;
  if (typeof value === "string") return scalarIn(value) === value ? value : undefined;
  if (typeof value !== "object") return undefined;
  if (!Array.isArray(value)) return Object.keys(value).length === 0 ? "{}" : linesOfMap(value);
  if (value.length === 0) return "[]";
  const items = value.map((item: unknown) => linesOf(item));
  return items.every((item) => item !== undefined)
    ? items.flatMap((item) =>
        typeof item === "string" ? [`- ${item}`] : item.map((line, at) => `${at === 0 ? "-" : " "} ${line}`),
      )
    : undefined;
}
