import { DEFAULT_CONFIG } from "../../src/domain/config.ts";
import { findDiagramDefects } from "../../src/gates/find-diagram-defects.ts";
import { gatesCheck } from "../../src/gates/gates-check.ts";
import { readDiagram } from "../../src/gates/read/read-diagram.ts";
import { scanMarkdown } from "../../src/gates/read/scan-markdown.ts";
import { changedSources } from "../../src/gates/view-diagrams.ts";
import { MermaidParser } from "../../src/mermaid/mermaid-parser.ts";
import { english } from "../../src/messages/english/english.ts";
import { assignmentText, checkInput } from "../gates/check-input.ts";
import { judgeCorpus } from "../gates/corpus.ts";
import { median, ms } from "./measure.ts";

/** The gates of one pull request: time of the pure part, and of Mermaid's parser. */
export async function benchGates(): Promise<void> {
  console.log("Gates of one pull request, without the parser");
  const parser = new MermaidParser();
  const corpus = await judgeCorpus(parser);
  let base = 0;
  for (const count of [1, 10, 100]) {
    const names = Array.from({ length: count }, (_, at) => `G-BIG-N${at}`);
    const diagrams = names.map((id) => `          ${id}: Diagram`).join("\n");
    const catalog = `categories:\n  - name: Big\n    planned: 100\n    groups:\n      - key: B\n        name: Big\n        planned: 100\n        diagrams:\n${diagrams}\n`;
    const source = (at: number) => corpus[at % corpus.length]?.source ?? "";
    const input = checkInput({
      files: Object.fromEntries(names.map((id, at) => [`diagrams/${id}.mmd`, source(at)])),
      base: Object.fromEntries([
        ["catalog/big.yml", catalog],
        ...names.map((id) => [`assignments/${id}.yml`, assignmentText(id)]),
      ]),
      pr: { title: "Draw them" },
    });
    const time = median(() => gatesCheck(input));
    base ||= time;
    console.log(
      `  ${String(count).padStart(4)} diagrams: ${ms(time).padStart(8)} (×${(time / base).toFixed(1)} of one)`,
    );
    if (count < 100) continue;
    const before = process.memoryUsage().rss;
    const sources = changedSources(input.contents.files).map(({ text }, at) => `${text}\n%% ${at}`);
    const started = performance.now();
    await parser.parseAll(sources, { bytes: 50_000, milliseconds: 10_000 });
    const spent = performance.now() - started;
    const grown = (process.memoryUsage().rss - before) / 1e6;
    console.log(
      `  Mermaid's parser: ${ms(spent)} for ${sources.length} different blocks, ${(spent / sources.length).toFixed(1)} ms each; ${grown.toFixed(0)} MB more`,
    );
  }
  await parser.close();
  benchHostile();
}

/** Input that is meant to hurt, at one size and at four times that size: 4 is linear, 16 is quadratic. */
function benchHostile(): void {
  console.log("Hostile input: time at 1 MB over time at 250 KB (4 is linear, 16 would be quadratic)");
  const repeated = (unit: string) => (bytes: number) =>
    unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes);
  const drawings: Readonly<Record<string, (bytes: number) => string>> = {
    "opening brackets": repeated("["),
    "opening quotes": repeated('A["'),
    "edges without an end": repeated("A -- "),
    bars: repeated("-->|"),
    "subgraphs in each other": repeated("subgraph a\n"),
    "one long line of nodes": repeated("A[a] --> B[b]; "),
    "class lists": repeated("class a,b,c,d,e\n"),
    "one long class list": (bytes) => `class ${repeated("a,")(bytes)}`,
    braces: repeated("@{ label: "),
    styles: repeated("classDef a fill:#fff,stroke:rgb(1,"),
    directives: repeated("%%{init: "),
    "null bytes": repeated("\u0000"),
    "bidi marks": repeated("\u202eA\u202c"),
    "100,000 lines": repeated("A-->B\n"),
  };
  for (const [name, make] of Object.entries(drawings)) {
    for (const type of ["flowchart LR\n", "sequenceDiagram\n", "classDiagram\n"]) {
      if (type !== "flowchart LR\n" && !/long|class|bytes|lines/.test(name)) continue;
      compare(
        `${name} (${type.trim()})`,
        (bytes) => type + make(bytes),
        (text) => readDiagram(text),
      );
    }
  }
  const texts: Readonly<Record<string, (bytes: number) => string>> = {
    "less-than signs": repeated("<"),
    "event handlers": repeated("<a on"),
    entities: repeated("&#106"),
    percentiles: repeated('A["p99 p50 12 ms $5 "] --> B\n'),
    digits: repeated('A["1,111,111.1 K "]\n'),
  };
  for (const [name, make] of Object.entries(texts)) {
    const problems = (text: string) =>
      findDiagramDefects({ path: "a.mmd", text }, DEFAULT_CONFIG.gates, new Map(), english);
    compare(`All rules: ${name}`, (bytes) => `flowchart LR\n${make(bytes)}`, problems);
  }
  const pages: Readonly<Record<string, (bytes: number) => string>> = {
    fences: repeated("```mermaid\n"),
    "lists in each other": repeated("- - - - - - - - - -\n"),
    "quotes in each other": repeated("> > > > > > > > > > > >\n"),
    "comments that stay open": repeated("<!-- \n"),
    tags: repeated("<a "),
    "deep indents": (bytes) => repeated(`${" ".repeat(500)}- x\nx\n`)(bytes),
  };
  for (const [name, make] of Object.entries(pages)) compare(`Markdown: ${name}`, make, scanMarkdown);
}

function compare(name: string, make: (bytes: number) => string, work: (text: string) => unknown): void {
  const [small, large] = [make(250_000), make(1_000_000)];
  const [less, more] = [quickest(() => work(small)), quickest(() => work(large))];
  console.log(`  ${name.padEnd(44)} ${ms(more).padStart(8)}  ×${(more / less).toFixed(1)}`);
}

/** What other processes do meanwhile only ever makes a run slower. */
function quickest(work: () => unknown): number {
  return Math.min(...Array.from({ length: 5 }, () => median(work, { runs: 1, warmUp: 0 })));
}
