import type { FactsInProgress } from "./diagram-facts.ts";
import { pushText, readStatement } from "./read-statement.ts";

type ReadLine = (facts: FactsInProgress, text: string, line: number) => void;

/** How a line of each type of diagram is read; a type that is not here has no edges, and its lines are its text. */
const READERS: Readonly<Record<string, ReadLine>> = {
  sequenceDiagram: readSequence,
  zenuml: readSequence,
  stateDiagram: readRelations(/^\S+?\s*-->[^:]+(?::(?<text>.*))?$/s),
  classDiagram: readRelations(
    /^(?:(?!--|\.\.)\S)+(?:\s+"[^"]*")?\s*(?:<\||[*o<])?(?:--|\.\.)(?:\|>|[*o>])?\s*(?:"[^"]*"\s*)?[^\s:]+\s*(?::(?<text>.*))?$/s,
  ),
  erDiagram: readRelations(/^\S+\s+[|}o]?[|o{}]?(?:--|\.\.)[|o{}]?[|{o]?\s+\S+\s*(?::(?<text>.*)|$)/s),
  requirementDiagram: readRelations(/^\S+\s+<?-\s*\w+\s*->?\s*(?<text>\S+)$/),
  architecture: readRelations(/^[^\s:]+:[LRTB]\s*<?-(?:\[(?<text>[^\]]*)\])?->?\s*[LRTB]:\S+$/),
  C4: readC4,
  pie: readPie,
};

export function readLines(
  facts: FactsInProgress,
  type: string,
  lines: readonly { readonly text: string; readonly line: number }[],
): void {
  if (readerName(type) === "xychart") {
    readChart(facts, lines);
    return;
  }
  const read = READERS[readerName(type)] ?? readPlain;
  for (const { text, line } of lines) {
    readStyledParts(facts, text, line);
    if (!readStatement(facts, text, line)) read(facts, text, line);
  }
}

function readerName(type: string): string {
  if (type.startsWith("C4")) return "C4";
  return type.replace(/-(?:v2|beta|diagram)$/, "");
}

function readStyledParts(facts: FactsInProgress, text: string, line: number): void {
  for (const [, name] of text.matchAll(/:::([\w-]{1,100})/g))
    facts.classUses.push({ name: name ?? "", line });
}

const ARROW = /<{0,2}-{1,2}(?:>{1,2}|[x)])|-{1,2}[|\\/]{1,2}/;

function readSequence(facts: FactsInProgress, text: string, line: number): void {
  const colon = text.indexOf(":");
  const before = colon === -1 ? text : text.slice(0, colon);
  const after = colon === -1 ? "" : text.slice(colon + 1);
  const someone = /^(?:create\s+)?(?:participant|actor)\s+(.*)/is.exec(text)?.[1];
  const block = /^(?:loop|alt|else|opt|par|and|critical|option|break|box|section)\s+(.*)/s.exec(text);
  if (someone !== undefined) pushText(facts, /\sas\s+(.*)/is.exec(someone)?.[1] ?? someone, line, "node");
  else if (/^note\s/i.test(text)) pushText(facts, after, line, "node");
  else if (ARROW.test(before)) {
    facts.edges++;
    pushText(facts, after, line, "edge");
  } else if (block) pushText(facts, block[1] ?? "", line, "node");
}

/** Lines that join two things, with the edge's text in the group of that name; all else is a node's text. */
function readRelations(relation: RegExp): ReadLine {
  return (facts, text, line) => {
    const match = relation.exec(text);
    if (match) {
      facts.edges++;
      pushText(facts, match.groups?.["text"] ?? "", line, "edge");
      return;
    }
    const label =
      /^(?:state\s+"([^"]*)"|note\s+(?:for\s+\S+\s+)?"([^"]*)"|note\s[^:]*:(.*)|[\w.-]+\s*:(?!:)(.*))/.exec(
        text,
      );
    pushText(facts, label?.slice(1).find((group) => group !== undefined) ?? withoutClass(text), line, "node");
  };
}

function readC4(facts: FactsInProgress, text: string, line: number): void {
  const call = /^(\w+)\s*\(/.exec(text);
  const quoted = [...text.matchAll(/"([^"]*)"/g)].map(([, inner]) => inner ?? "");
  const link = /\$link\s{0,9}=\s{0,9}"([^"]*)"/.exec(text)?.[1];
  if (link) facts.links.push({ target: link, line });
  const isEdge = /^(?:Bi)?Rel(?:_|$)|^RelIndex$/.test(call?.[1] ?? "");
  if (isEdge) facts.edges++;
  pushText(facts, quoted.join(" "), line, isEdge ? "edge" : "node");
}

function readPie(facts: FactsInProgress, text: string, line: number): void {
  pushText(facts, text, line, /:\s{0,9}\d[\d.]{0,20}$/.test(text) ? "series" : "node");
}

/** The numbers of a series say nothing without the axis, on which their unit stands. */
function readChart(facts: FactsInProgress, lines: readonly { text: string; line: number }[]): void {
  const axis = lines.flatMap(({ text }) => /^y-axis\s+"([^"]{1,200})"/.exec(text)?.[1] ?? [])[0] ?? "";
  for (const { text, line } of lines) {
    const series = /^(?:bar|line)\b\s{0,9}(?:"([^"]{0,200})"\s{0,9})?\[([^\]]*)/.exec(text);
    if (series) pushText(facts, [series[1] ?? "", series[2] ?? "", axis].join(" "), line, "series");
    else if (!readStatement(facts, text, line)) readPlain(facts, text, line);
  }
}

function readPlain(facts: FactsInProgress, text: string, line: number): void {
  pushText(facts, withoutClass(text), line, "node");
}

function withoutClass(text: string): string {
  return text.replace(/:::[\w-]{1,100}/g, " ");
}
