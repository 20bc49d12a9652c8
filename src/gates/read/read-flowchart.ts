import type { FactsInProgress } from "./diagram-facts.ts";
import { pushText, readStatement } from "./read-statement.ts";

const BLANK = /[ \t]+/y;
const NAME = /(?:[\p{L}\p{M}\p{N}\p{So}_.\\/#*!?']|-(?=[\p{L}\p{N}_])(?!x?-))+/uy;
const LINK = /[<xo]?(?:-{2,}[->xo]|={2,}[=>xo]|-?\.+-[>xo]?|~{3,})/y;
const OPEN_LINK = /[<xo]?(--|==|-\.)/y;
const STYLED = /:::([\w-]{1,100})/y;
const OPENING = /[[({]+[/\\]?|>/y;

/** How the text of an edge ends, by how it began. */
const LINK_ENDS: Readonly<Record<string, RegExp>> = {
  "--": /-{2,}[->xo]/g,
  "==": /={2,}[=>xo]/g,
  "-.": /\.{1,20}-[>xo]?/g,
};

const CLOSERS: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}", ">": "]" };

/**
 * Reads a flowchart (and a block diagram, which is written alike) in one pass: nodes with their texts and classes,
 * edges with theirs. It goes only forwards; what it cannot read it steps over, since judging the syntax is Mermaid's.
 */
export function readFlowchart(facts: FactsInProgress, source: string, firstLine: number): void {
  const scan = new Scanner(source, firstLine);
  let beginsStatement = true;
  while (!scan.atEnd()) {
    if (scan.takeAny("\n;")) beginsStatement = true;
    else if (scan.take(BLANK)) continue;
    else if (beginsStatement && readKeyword(facts, scan)) beginsStatement = true;
    else {
      if (!readLinkOrNode(facts, scan)) scan.step();
      beginsStatement = false;
    }
  }
}

function readKeyword(facts: FactsInProgress, scan: Scanner): boolean {
  const statement = scan.peekLine();
  const group = /^(?:subgraph|block)(?::\S+)?(?=\s|$)/.exec(statement);
  const isKeyword = /^(?:%%|columns\b|space\b|end\b|direction\b)/.test(statement);
  if (!group && !isKeyword && !readStatement(facts, statement.trim(), scan.line())) return false;
  // The title of a subgraph is what stands in brackets, or all of it.
  if (group) {
    const rest = statement.slice(group[0].length).trim();
    const open = rest.indexOf("[");
    const end = rest.lastIndexOf("]");
    pushText(facts, open !== -1 && end > open ? rest.slice(open + 1, end) : rest, scan.line(), "node");
  }
  scan.takeLine();
  return true;
}

function readLinkOrNode(facts: FactsInProgress, scan: Scanner): boolean {
  if (scan.take(LINK)) {
    facts.edges++;
    scan.take(BLANK);
    if (scan.peek() === "|") readBetween(facts, scan, "|", "edge");
    return true;
  }
  const open = scan.take(OPEN_LINK);
  if (open) {
    const line = scan.line();
    const text = scan.takeUntil(LINK_ENDS[open[1] ?? "--"] ?? /$/g);
    if (text !== null) {
      facts.edges++;
      pushText(facts, text, line, "edge");
    }
    return true;
  }
  const styled = scan.take(STYLED);
  if (styled?.[1]) {
    facts.classUses.push({ name: styled[1], line: scan.line() });
    return true;
  }
  const shape = scan.take(OPENING);
  if (shape) {
    const bracket = shape[0].replace(/[/\\]$/, "");
    readShape(facts, scan, CLOSERS[bracket.at(-1) ?? "["] ?? "]", bracket !== shape[0]);
    return true;
  }
  if (scan.peek() === '"') {
    readBetween(facts, scan, '"', "node");
    return true;
  }
  if (scan.peek() === "@") {
    scan.step();
    if (scan.peek() === "{") readProperties(facts, scan);
    return true;
  }
  return scan.take(NAME) !== null;
}

function readShape(facts: FactsInProgress, scan: Scanner, closer: string, isSlanted: boolean): void {
  const line = scan.line();
  scan.take(BLANK);
  const text = scan.peek() === '"' ? scan.takeQuoted() : scan.takeTo(closer);
  pushText(facts, isSlanted ? text.replace(/[/\\]$/, "") : text, line, "node");
  scan.take(/[ \t]*[/\\]?[\])}]*/y);
}

function readBetween(facts: FactsInProgress, scan: Scanner, delimiter: string, on: "edge" | "node"): void {
  const line = scan.line();
  scan.step();
  const quoted = delimiter === "|" && scan.peek() === '"' ? scan.takeQuoted() : "";
  pushText(facts, quoted + scan.takeTo(delimiter), line, on);
  scan.step();
}

/** `A@{ shape: rect, label: "Text" }` */
function readProperties(facts: FactsInProgress, scan: Scanner): void {
  const line = scan.line();
  const text = scan.takeTo("}");
  for (const [, label] of text.matchAll(/\blabel:\s{0,9}"([^"]*)"/g))
    pushText(facts, label ?? "", line, "node");
}

/** A place in the text that only moves forwards. Each search for a character remembers where the next one is. */
class Scanner {
  private at = 0;
  private counted = 0;
  private lineNumber: number;
  private readonly next = new Map<string, number>();
  private readonly text: string;

  constructor(text: string, firstLine: number) {
    this.text = text;
    this.lineNumber = firstLine;
  }

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string | undefined {
    return this.text[this.at];
  }

  step(): void {
    this.at++;
  }

  line(): number {
    for (; this.counted < this.at; this.counted++) if (this.text[this.counted] === "\n") this.lineNumber++;
    return this.lineNumber;
  }

  take(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.text);
    if (match) this.at += match[0].length;
    return match;
  }

  takeAny(characters: string): boolean {
    const found = !this.atEnd() && characters.includes(this.text[this.at] ?? "");
    if (found) this.at++;
    return found;
  }

  /** The rest of the line, up to a semicolon outside of quotes. */
  peekLine(): string {
    const end = Math.min(this.find("\n"), this.find(";"));
    const line = this.text.slice(this.at, end);
    // `#36;` in a title is a character, and an address may hold a semicolon.
    return /["#]/.test(line) ? this.text.slice(this.at, this.find("\n")) : line;
  }

  takeLine(): void {
    this.at += this.peekLine().length;
  }

  /** The text up to `end` on this line, which is taken too; without one the line is over and there is none. */
  takeUntil(end: RegExp): string | null {
    const lineEnd = this.find("\n");
    const line = this.text.slice(this.at, lineEnd);
    end.lastIndex = 0;
    const match = end.exec(line);
    this.at = match ? this.at + match.index + match[0].length : lineEnd;
    return match ? line.slice(0, match.index) : null;
  }

  /** The text before the character, or the rest of the line where the character never comes. */
  takeTo(character: string): string {
    const found = this.find(character);
    const end = found < this.text.length ? found : this.find("\n");
    const text = this.text.slice(this.at, end);
    this.at = end;
    return text;
  }

  takeQuoted(): string {
    this.step();
    const text = this.takeTo('"');
    this.step();
    return text;
  }

  private find(character: string): number {
    let found = this.next.get(character) ?? -1;
    if (found < this.at) {
      found = this.text.indexOf(character, this.at);
      if (found === -1) found = this.text.length;
      this.next.set(character, found);
    }
    return found;
  }
}
