import type { DrawingKind } from "../../facts/drawing-kind.ts";
import type { DiagramFacts, FactsInProgress } from "./diagram-facts.ts";
import { pushText } from "./read-statement.ts";

type ReadKind = (facts: FactsInProgress, text: string) => void;

/** What holds no text that can be read says nothing: a picture, a compressed file, or one that is not what its name says. */
const READERS: Readonly<Partial<Record<DrawingKind, ReadKind>>> = {
  plantuml: byLine(readPlantumlLine),
  d2: byLine(readD2Line),
  graphviz: readGraphviz,
  drawio: readDrawio,
  excalidraw: readExcalidraw,
  svg: readSvg,
};

/** Files of these kinds hold pictures and fonts as well; more than this is not looked at. */
const MOST = 2_000_000;

/** The texts of a drawing that is not Mermaid's, as far as it has some. Never fails; linear in the length of the text. */
export function readOtherKind(kind: DrawingKind, text: string): DiagramFacts {
  const facts: FactsInProgress = { texts: [], edges: 0, classDefs: [], classUses: [], styles: [], links: [] };
  if (text.length <= MOST) READERS[kind]?.(facts, text);
  return { ...facts, type: null, typeLine: 1 };
}

function byLine(read: (facts: FactsInProgress, text: string, line: number) => void): ReadKind {
  return (facts, text) => {
    for (const [at, line] of text.split("\n").entries()) read(facts, line.trim(), at + 1);
  };
}

const ARROW = /<?[-.=]{1,8}(?:(?:\[[^\]]{0,40}\]|[a-z]{1,5})[-.=]{1,8})?>|<[-.=]{1,8}| -{2,3} /;

/** `A -> B : p99 8ms`, `node "Store" as S`, `title Writes`; what begins with a mark is a comment or a setting. */
function readPlantumlLine(facts: FactsInProgress, text: string, line: number): void {
  if (/^(?:['@!}]|\/'|skinparam\b|hide\b|show\b|scale\b|left to right|autonumber\b)/i.test(text)) return;
  const title = /^(?:title|header|footer|caption)\s+(.+)/i.exec(text)?.[1];
  if (title !== undefined) pushText(facts, title, line, "title");
  else if (ARROW.test(text)) readEdge(facts, text, line);
  else pushText(facts, text.replace(/\sas\s\w{1,60}$/, "").replace(/[[\](){}]+/g, " "), line, "node");
}

/** `a -> b: p99 8ms`, `a: Store {` */
function readD2Line(facts: FactsInProgress, text: string, line: number): void {
  if (/^(?:#|(?:style|shape|icon|near|width|height|class|classes|direction|vars|layers)\b)/.test(text))
    return;
  if (ARROW.test(text)) readEdge(facts, text.replace(/\{$/, ""), line);
  else pushText(facts, text.replace(/[{}|]+/g, " "), line, "node");
}

/** What stands behind the colon is written on the arrow; a name with a colon stands in quotes. */
function readEdge(facts: FactsInProgress, text: string, line: number): void {
  facts.edges++;
  const colon = text.replace(/"[^"]*"/g, (name) => "_".repeat(name.length)).indexOf(":");
  if (colon !== -1) pushText(facts, text.slice(colon + 1), line, "edge");
}

/** `A -> B [label="p99 8ms"]`, `A [label=<Store<br/>40 TB>]`, `"Store, 40 TB"` */
function readGraphviz(facts: FactsInProgress, text: string): void {
  for (const [at, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (/^(?:\/\/|#|\*|\/\*)/.test(line)) continue;
    const isEdge = /->|(?<=[\w"\]])\s?--\s?(?=[\w"])/.test(line.replace(/"[^"]*"/g, '"'));
    if (isEdge) facts.edges++;
    for (const [, name, quoted, html] of line.matchAll(
      /(\w{1,20}\s{0,3}=\s{0,3})?(?:"([^"]{0,1000})"|<([^<>=\]]{0,200}(?:<[^<>=\]]{0,60}>[^<>=\]]{0,200}){0,20})>(?=\s{0,3}[\],;]|$))/g,
    )) {
      const isLabel = name === undefined ? !isEdge : /^(?:x|head|tail)?label/i.test(name);
      if (isLabel)
        pushText(facts, (quoted ?? html ?? "").replace(/\\[lr]/g, "\\n"), at + 1, isEdge ? "edge" : "node");
    }
  }
}

/** The labels of its cells. What is stored compressed has none. A text on an arrow is a cell whose style says so. */
function readDrawio(facts: FactsInProgress, text: string): void {
  eachTag(text, (tag, line) => {
    const isArrow = /\sedge="1"/.test(tag);
    if (isArrow) facts.edges++;
    const label = /\s(?:value|label)="([^"]*)"/.exec(tag)?.[1];
    if (label)
      pushText(facts, unescaped(label), line, isArrow || tag.includes("edgeLabel") ? "edge" : "node");
  });
  if (facts.texts.length === 0 && text.includes("<svg")) readSvg(facts, text);
}

function readSvg(facts: FactsInProgress, text: string): void {
  let line = 1;
  for (const piece of text.split(/<(?=(?:text|title|desc)[\s>])/)) {
    const shown = /^(text|title|desc)\b[^>]{0,2000}>/.exec(piece);
    const end = shown ? piece.indexOf(`</${shown[1]}>`) : -1;
    if (shown && end !== -1) {
      const inner = piece
        .slice(shown[0].length, end)
        .replace(/<\/tspan>/g, "<br>")
        .replace(/\n/g, " ");
      pushText(facts, unescaped(inner), line, shown[1] === "text" ? "node" : "title");
    }
    for (const letter of piece) if (letter === "\n") line++;
  }
}

interface Element {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly id?: unknown;
  readonly containerId?: unknown;
}

/** A text in an arrow has that as its container. All stands in one file, so its lines say nothing. */
function readExcalidraw(facts: FactsInProgress, text: string): void {
  const elements = elementsOf(text);
  const arrows = new Set(elements.filter(({ type }) => type === "arrow").map(({ id }) => id));
  facts.edges += arrows.size;
  for (const element of elements) {
    if (element.type !== "text" || typeof element.text !== "string") continue;
    pushText(facts, element.text, 1, arrows.has(element.containerId) ? "edge" : "node");
  }
  if (elements.length === 0 && text.includes("<svg")) readSvg(facts, text);
}

function elementsOf(text: string): Element[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // It is a picture, or none of Excalidraw's: a person looks at it.
    return [];
  }
  const elements = typeof read === "object" && read !== null && "elements" in read ? read.elements : null;
  const isElement = (one: unknown): one is Element => typeof one === "object" && one !== null;
  return Array.isArray(elements) ? elements.filter(isElement) : [];
}

function eachTag(text: string, read: (tag: string, line: number) => void): void {
  let line = 1;
  for (const piece of text.split("<")) {
    read(piece, line);
    for (const letter of piece) if (letter === "\n") line++;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
  nbsp: " ",
};

/** Once: HTML that is text in an attribute is HTML after that. */
function unescaped(text: string): string {
  return text
    .replace(/&#(?:10|xa);/gi, "<br>")
    .replace(/&(lt|gt|quot|apos|amp|nbsp);/g, (_, name: string) => ENTITIES[name] ?? " ")
    .replace(/<\/(?:div|p|li)>/g, "<br>");
}
