import type { DiagramFacts, FactsInProgress } from "./diagram-facts.ts";
import { readFlowchart } from "./read-flowchart.ts";
import { readLines } from "./read-lines.ts";
import { pushText } from "./read-statement.ts";

/**
 * What a Mermaid source says: its nodes, edges, classes, links and texts. Never fails; whether the source is good
 * Mermaid is for Mermaid's own parser to say. The work is linear in the length of the source.
 */
export function readDiagram(source: string): DiagramFacts {
  const facts: FactsInProgress = { texts: [], edges: 0, classDefs: [], classUses: [], styles: [], links: [] };
  const lines = source.split(/\r\n?|\n/);
  const body = takeHead(lines, facts);
  const first = body.findIndex(({ text }) => text !== "");
  const start = body[first];
  if (!start) return { ...facts, type: null, typeLine: 1 };
  const [word = ""] = /^[\w-]+/.exec(start.text) ?? [];
  // `pie showData title Costs`
  const rest = {
    text: start.text
      .slice(word.length)
      .trim()
      .replace(/^showData\s*/, ""),
    line: start.line,
  };
  const after = [rest, ...body.slice(first + 1)];
  if (/^(?:graph|flowchart(?:-elk)?|block(?:-beta)?|swimlane)$/.test(word)) {
    // The first line is left out but for what follows the direction: `graph TD; A --> B`.
    const inline = rest.text.replace(/^(?:TB|TD|BT|RL|LR|[<>^v])?\s*;?/, "");
    const text = [inline, ...body.slice(first + 1).map((one) => one.text)].join("\n");
    readFlowchart(facts, text, start.line);
  } else {
    readLines(
      facts,
      word,
      after.filter(({ text }) => text !== ""),
    );
  }
  return { ...facts, type: word === "" ? null : word, typeLine: start.line };
}

/** The lines without front matter, directives and comments; their numbers stay. The title of the front matter is read. */
function takeHead(lines: readonly string[], facts: FactsInProgress): { text: string; line: number }[] {
  const end =
    lines[0]?.trim() === "---" ? lines.findIndex((line, at) => at > 0 && line.trim() === "---") : -1;
  let inDirective = false;
  return lines.map((raw, at) => {
    const line = at + 1;
    const text = raw.trim();
    if (at <= end) {
      const title = /^title\s*:\s*(.*)/s.exec(text)?.[1];
      if (title) pushText(facts, title.replace(/^(['"])(.*)\1$/, "$2"), line, "title");
      return { text: "", line };
    }
    if (inDirective || text.startsWith("%%{")) {
      const close = text.indexOf("}%%");
      inDirective = close === -1;
      return { text: inDirective ? "" : text.slice(close + 3).trim(), line };
    }
    return { text: text.startsWith("%%") ? "" : text, line };
  });
}
