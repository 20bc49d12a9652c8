import { beforeAll, describe, expect, test } from "vitest";
import { parsers } from "../parsers.ts";
import { type CorpusCase, corpusFiles, disagreements, judgeCorpus } from "./corpus.ts";

let corpus: CorpusCase[] = [];
beforeAll(async () => {
  corpus = await judgeCorpus(parsers.mermaid);
});

describe("the corpus of diagrams", () => {
  test("holds at least 60 diagrams, each with what its reader says of it", () => {
    expect(corpus.map(({ name }) => `${name}.mmd`).sort()).toEqual(corpusFiles().sort());
    expect(corpus.length).toBeGreaterThanOrEqual(60);
  });

  test("holds every type of diagram that the catalog's names suggest", () => {
    const types = new Set(
      corpus.map(({ source }) => /^(?!---|%%|title|config| )([\w-]+)/m.exec(source)?.[1]),
    );
    for (const type of [
      "flowchart",
      "graph",
      "sequenceDiagram",
      "stateDiagram-v2",
      "classDiagram",
      "erDiagram",
      "gantt",
      "pie",
      "journey",
      "timeline",
      "mindmap",
      "quadrantChart",
      "C4Context",
      "C4Container",
      "architecture-beta",
      "sankey-beta",
      "block-beta",
      "xychart-beta",
      "gitGraph",
      "requirementDiagram",
      "packet-beta",
      "kanban",
      "radar-beta",
    ]) {
      expect(types).toContain(type);
    }
  });

  test("the checks agree with the reader but for the mistakes that are known", () => {
    const mistakes = corpus.map((one) => [one.name, disagreements(one)] as const);
    const known = corpus.map(({ name, expected }) => [
      name,
      Object.keys(expected.mistakes ?? {}).filter((key) => key !== "syntax"),
    ]);
    expect(mistakes).toEqual(known);
  });

  test("every fault is reported at its line, and no other", () => {
    const reported = corpus.map(({ name, faults }) => [name, faults]);
    expect(reported).toEqual(
      corpus.map(({ name, expected }) => [name, expected.reported ?? expected.faults ?? {}]),
    );
  });
});
