import { diffArrays } from "diff";
import { isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { isSameData, withSortedKeys } from "./same-data.ts";
import {
  blockLines,
  colonEndOf,
  columnOf,
  dashOf,
  endOf,
  endOfItem,
  endOfLine,
  endOfPair,
  inline,
  insertion,
  isBlockScalar,
  isCollection,
  isLeftEmpty,
  lineEndOf,
  NotSpliceable,
  pairOf,
  quoteOf,
  type Splice,
  startOf,
  withoutLines,
} from "./splice-yaml.ts";

/** What the writer has to know about the keys of a file. */
export interface YamlLayout {
  /** The keys of the map at the path, in the order in which they are written. */
  readonly keysAt: (path: Path) => readonly string[];
  /** Whether a list or map that is new at the path gets a line for each entry; else it stands in brackets. */
  readonly isBlock: (path: Path) => boolean;
}

export type Path = readonly (string | number)[];
type Values = Readonly<Record<string, unknown>>;

/**
 * Plans the changes by which a YAML text says `next` where it says `now`. Whatever does not differ keeps its bytes, and
 * what is new is written as its surroundings are.
 */
export class YamlEdit {
  private readonly text: string;
  private readonly eol: string;
  private readonly layout: YamlLayout;

  constructor(text: string, layout: YamlLayout) {
    this.text = text;
    this.eol = lineEndOf(text);
    this.layout = layout;
  }

  /** A key that is new comes after the one that usually precedes it. */
  planMap(map: YAMLMap, now: Values, next: Values, path: Path): Splice[] {
    const order = [...new Set([...this.layout.keysAt(path), ...Object.keys(next)])];
    return order.flatMap((key, index) => {
      if (isSameData(now[key], next[key])) return [];
      const pair = pairOf(map, key);
      if (pair && next[key] === undefined) return [this.withoutPair(map, pair, next)];
      if (pair) return this.planPair(map, pair, now[key], next[key], [...path, key]);
      const value = written(now[key], next[key]);
      if (map.flow) return [insertAsLast(map, `${key}: ${inline(value, "flow")}`)];
      const lines = this.linesOf(key, value, [...path, key]);
      const anchor = order
        .slice(0, index)
        .reverse()
        .map((name) => (next[name] === undefined ? undefined : pairOf(map, name)))
        .find((before) => before !== undefined);
      const indent = this.eol + this.indentOf(map);
      if (!anchor) return [insertion(startOf(map.items[0]?.key), lines.join(indent) + indent)];
      return [insertion(endOfLine(this.text, endOfPair(anchor)), indent + lines.join(indent))];
    });
  }

  private planPair(map: YAMLMap, pair: Pair, now: unknown, next: unknown, path: Path): Splice[] {
    const { value } = pair;
    if (isCollection(value) && value.items.length > 0 && isFilled(next)) {
      return this.planCollection(value, now, next, path);
    }
    const isNewBlock = !map.flow && isFilled(next) && this.layout.isBlock(path);
    if (isCollection(value) && !value.flow) return this.emptied(pair, value, inline(next, "block"));
    if (isNewBlock) return this.filled(map, pair, written(now, next));
    return [this.replaced(map, pair, next)];
  }

  private planCollection(node: YAMLMap | YAMLSeq, now: unknown, next: unknown, path: Path): Splice[] {
    if (isMap(node) && isValues(now) && isValues(next)) return this.planMap(node, now, next, path);
    if (isSeq(node) && Array.isArray(now) && Array.isArray(next)) return this.planList(node, now, next, path);
    throw new NotSpliceable();
  }

  /** Entries that stay keep their lines; of those that differ, what took the place of another is edited. */
  private planList(seq: YAMLSeq, now: readonly unknown[], next: readonly unknown[], path: Path): Splice[] {
    if (seq.items.length !== now.length) throw new NotSpliceable();
    const splices: Splice[] = [];
    const gone: number[] = [];
    const added: unknown[] = [];
    let at = 0;
    let to = 0;
    let isFirst = true;
    const settle = () => {
      const edited = Math.min(gone.length, added.length);
      gone.slice(0, edited).forEach((index, position) => {
        splices.push(...this.planItem(seq, index, now[index], added[position], [...path, index]));
      });
      if (edited > 0) isFirst = false;
      for (const index of gone.slice(edited)) splices.push(this.withoutItem(seq, index, isFirst));
      for (const value of added.slice(edited)) splices.push(this.insertItem(seq, at - 1, value));
      gone.length = added.length = 0;
    };
    for (const { value, added: isNew, removed } of diffArrays(now.map(dataOf), next.map(dataOf))) {
      if (isNew) added.push(...next.slice(to, to + value.length));
      else if (removed) gone.push(...value.map((_, index) => at + index));
      else {
        settle();
        isFirst = false;
      }
      if (!isNew) at += value.length;
      if (!removed) to += value.length;
    }
    settle();
    return splices;
  }

  private planItem(seq: YAMLSeq, index: number, now: unknown, next: unknown, path: Path): Splice[] {
    const node: unknown = seq.items[index];
    if (isCollection(node) && isFilled(next)) return this.planCollection(node, now, next, path);
    if (!isScalar(node) || isBlockScalar(node) || isLeftEmpty(node) || isFilled(next)) {
      throw new NotSpliceable();
    }
    const text = inline(next, seq.flow ? "flow" : "block", quoteOf(node));
    return [{ start: startOf(node), end: endOf(node), text }];
  }

  private replaced(map: YAMLMap, pair: Pair, next: unknown): Splice {
    const { text } = this;
    const node = pair.value;
    const value = inline(next, map.flow ? "flow" : "block", quoteOf(node));
    const colon = colonEndOf(pair);
    if (colon === null) return insertion(endOf(pair.key), `: ${value}`);
    if (!isNode(node) || !node.range) throw new NotSpliceable();
    const [start, end] = node.range;
    if (isBlockScalar(node)) {
      const comment = /^[^\n#]*?(?<![ \t])([ \t]+#[^\r\n]*)/.exec(text.slice(start, end))?.[1] ?? "";
      return { start, end: endOf(node), text: value + comment };
    }
    const gap = start === colon ? " " : "";
    // A value that was left empty ends where its comment begins.
    return { start, end, text: gap + value + (text[end] === "#" ? " " : "") };
  }

  /** A list or map below a key that has none: its comment stays beside the key. */
  private filled(map: YAMLMap, pair: Pair, value: unknown): Splice[] {
    const colon = colonEndOf(pair);
    if (colon === null || isBlockScalar(pair.value)) throw new NotSpliceable();
    const indent = `${this.eol}${this.indentOf(map)}  `;
    const lines = indent + blockLines(value).join(indent);
    const end = isLeftEmpty(pair.value) ? colon : endOf(pair.value);
    return [{ start: colon, end, text: "" }, insertion(endOfLine(this.text, end), lines)];
  }

  /** A value on the key's own line instead of the list or map below it. */
  private emptied(pair: Pair, node: YAMLMap | YAMLSeq, value: string): Splice[] {
    const colon = colonEndOf(pair);
    if (colon === null) throw new NotSpliceable();
    const first = isMap(node) ? startOf(node.items[0]?.key) : dashOf(node, 0);
    return [insertion(colon, ` ${value}`), withoutLines(this.text, first, endOf(node))];
  }

  private withoutPair(map: YAMLMap, pair: Pair, next: Values): Splice {
    const index = map.items.indexOf(pair);
    if (map.flow) {
      const isFirst = map.items.slice(0, index).every(({ key }) => next[String(key)] === undefined);
      return withoutFlowItem(map, index, isFirst);
    }
    const following = map.items[index + 1];
    const start = startOf(pair.key);
    // The next one that stays comes behind the dash, however many before it go.
    const isLeading = map.items.slice(0, index).every(({ key }) => next[String(key)] === undefined);
    const first = startOf(map.items[0]?.key);
    const line = this.text.slice(this.text.lastIndexOf("\n", first - 1) + 1, first);
    const isBehindDash = isLeading && line.trim() === "-";
    if (isBehindDash && following) return { start, end: startOf(following.key), text: "" };
    return withoutLines(this.text, start, endOfPair(pair));
  }

  private withoutItem(seq: YAMLSeq, index: number, isFirst: boolean): Splice {
    if (seq.flow) return withoutFlowItem(seq, index, isFirst);
    return withoutLines(this.text, dashOf(seq, index), endOfItem(seq, index));
  }

  /** After the entry of that index; -1: before all. */
  private insertItem(seq: YAMLSeq, after: number, value: unknown): Splice {
    if (seq.flow) {
      const text = inline(value, "flow");
      return after < 0
        ? insertion(startOf(seq.items[0]), `${text}, `)
        : insertion(endOfItem(seq, after), `, ${text}`);
    }
    const first = dashOf(seq, 0);
    const indent = this.eol + " ".repeat(columnOf(this.text, first));
    const lines = blockLines([value]).join(indent);
    return after < 0
      ? insertion(first, lines + indent)
      : insertion(endOfLine(this.text, endOfItem(seq, after)), indent + lines);
  }

  private linesOf(key: string, value: unknown, path: Path): string[] {
    if (isFilled(value) && this.layout.isBlock(path)) return blockLines({ [key]: value });
    return [`${key}: ${inline(value, "block")}`];
  }

  private indentOf(map: YAMLMap): string {
    return " ".repeat(columnOf(this.text, startOf(map.items[0]?.key)));
  }
}

function insertAsLast(map: YAMLMap, text: string): Splice {
  const last = map.items.at(-1);
  return last ? insertion(endOfPair(last), `, ${text}`) : insertion(startOf(map) + 1, text);
}

/** Out of brackets or braces: with the comma before it or, where nothing before it stays, with that behind it. */
function withoutFlowItem(node: YAMLMap | YAMLSeq, index: number, isFirst: boolean): Splice {
  const startAt = (index: number) =>
    isMap(node) ? startOf(node.items[index]?.key) : startOf(node.items[index]);
  const endAt = (index: number) => (isMap(node) ? endOfPair(node.items[index]) : endOfItem(node, index));
  return isFirst
    ? { start: startAt(index), end: startAt(index + 1), text: "" }
    : { start: endAt(index - 1), end: endAt(index), text: "" };
}

/** What has to be written where nothing stands: of a map only what differs from what goes without saying. */
function written(now: unknown, next: unknown): unknown {
  if (!isValues(now) || !isValues(next)) return next;
  return Object.fromEntries(Object.entries(next).filter(([key, value]) => !isSameData(now[key], value)));
}

function isValues(value: unknown): value is Values {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function isFilled(value: unknown): boolean {
  return value !== null && typeof value === "object" && Object.keys(value).length > 0;
}

function dataOf(value: unknown): string {
  return JSON.stringify(withSortedKeys(value)) ?? "";
}
