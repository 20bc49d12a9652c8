import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { pendingAssignment } from "../../src/domain/assignment.ts";
import { DEFAULT_CONFIG } from "../../src/domain/config.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import type { SyntaxVerdict } from "../../src/facts/contents.ts";
import type { DiagramView } from "../../src/gates/diagram-view.ts";
import { colorScheme } from "../../src/gates/points/color-scheme.ts";
import { costData } from "../../src/gates/points/cost-data.ts";
import { failureMode } from "../../src/gates/points/failure-mode.ts";
import { instanceTypes } from "../../src/gates/points/instance-types.ts";
import { latencyBudget } from "../../src/gates/points/latency-budget.ts";
import { productionData } from "../../src/gates/points/production-data.ts";
import { safety } from "../../src/gates/points/safety.ts";
import { scaleMetrics } from "../../src/gates/points/scale-metrics.ts";
import { syntax } from "../../src/gates/points/syntax.ts";
import { readDiagram } from "../../src/gates/read/read-diagram.ts";
import type { MermaidParser } from "../../src/mermaid/mermaid-parser.ts";
import { english } from "../../src/messages/english/english.ts";

/** The points that are judged by what a drawing shows, each satisfied or not. */
export const SHOWN = [
  productionData,
  colorScheme,
  costData,
  latencyBudget,
  failureMode,
  instanceTypes,
  scaleMetrics,
] as const;
/** Those that point at lines. */
const AT_LINES = [syntax, safety, colorScheme] as const;

/** A diagram of `fixtures/diagrams`, what its reader says of it, and what the checks make of it. */
export interface CorpusCase {
  readonly name: string;
  readonly source: string;
  readonly expected: Expected;
  readonly shows: readonly string[];
  readonly faults: Readonly<Record<string, readonly number[]>>;
}

interface Expected {
  readonly shows: readonly string[];
  readonly faults?: Readonly<Record<string, readonly number[]>>;
  /** Drawn after the rules were made, which were not changed for it. */
  readonly unseen?: boolean;
  /** Where it is reported at other lines than those of the fault. */
  readonly reported?: Readonly<Record<string, readonly number[]>>;
  readonly mistakes?: Readonly<Record<string, string>>;
}

const FOLDER = new URL("../../fixtures/diagrams/", import.meta.url);

export function corpusFiles(): string[] {
  return readdirSync(FOLDER).filter((file) => file.endsWith(".mmd"));
}

export async function judgeCorpus(parser: MermaidParser): Promise<CorpusCase[]> {
  const index = parse(readFileSync(new URL("corpus.yml", FOLDER), "utf8")) as Record<string, Expected>;
  const sources = new Map(
    Object.keys(index).map((name) => [name, readFileSync(new URL(`${name}.mmd`, FOLDER), "utf8")]),
  );
  const verdicts = await parser.parseAll(sources.values(), { bytes: 50_000, milliseconds: 20_000 });
  return Object.entries(index).map(([name, expected]) => {
    const source = sources.get(name) ?? "";
    const view = viewOf(name, source, verdicts.get(source) ?? null);
    const shows = SHOWN.filter((point) => point.judge(view).kind === "passed").map(({ key }) => key);
    const faults = AT_LINES.flatMap((point) => {
      const verdict = point.judge(view);
      return verdict.kind === "wrong"
        ? [[point.key, verdict.defects.map(({ at: place }) => place.line)] as const]
        : [];
    });
    return { name, source, expected, shows, faults: Object.fromEntries(faults) };
  });
}

export function viewOf(name: string, text: string, verdict: SyntaxVerdict | null): DiagramView {
  const id = "X-Y" as DiagramId;
  const assignment = pendingAssignment(id);
  const source = { path: `fixtures/diagrams/${name}.mmd`, text, line: 1, headings: [] };
  return {
    id,
    name: "",
    blocks: [
      { source, changed: true, kind: "mermaid", inNewFile: true, facts: readDiagram(text), syntax: verdict },
    ],
    assignment: { ...assignment, verification: { ...assignment.verification, metrics_verified: true } },
    links: new Map(),
    gates: DEFAULT_CONFIG.gates,
    say: english,
    thisYear: 2026,
  };
}

/** The points on which check and reader disagree. */
export function disagreements({ expected, shows }: CorpusCase): string[] {
  return SHOWN.map(({ key }) => key as string).filter(
    (key) => expected.shows.includes(key) !== shows.includes(key as never),
  );
}
