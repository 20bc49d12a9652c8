import { planInit } from "../../src/init/plan-init.ts";
import type { StatusWords } from "../../src/tracker/columns/status-words.ts";

interface Options {
  readonly prefix?: string;
  readonly words?: StatusWords;
}

/** What an import of the lines would write and say, without writing it. */
export function importDocument(lines: readonly string[], { prefix, words }: Options = {}) {
  const text = `${lines.join("\n")}\n`;
  const plan = planInit({
    tracker: { path: "board.md", text },
    path: "board.md",
    prefix: prefix ?? null,
    config: words
      ? {
          path: ".github/diagram-tracker.yml",
          text: `paths: { tracker: board.md }\ntracker: { status_words: ${JSON.stringify(words)} }\n`,
        }
      : null,
    url: "https://github.com/atlas/board",
    today: "2026-03-01" as never,
    guide: "CONTRIBUTING.md",
  });
  const file = (path: string) => plan.files.find((one) => one.path === path)?.text ?? "";
  const document = file("board.md");
  // What is managed is what stands between the markers.
  const managed = document
    .split("<!-- diagram-tracker:begin")
    .slice(1)
    .flatMap((part) => (part.split("<!-- diagram-tracker:end")[0] ?? "").split("\n"));
  return {
    plan,
    document,
    file,
    /** The rows of ours, less the cells at their ends that say nothing. */
    rows: managed.flatMap((line) =>
      /^\| [A-Z0-9]+-/.test(line) ? [line.replace(/(?:\| - )+\|$/, "|").slice(2, -2)] : [],
    ),
    said: plan.problems.map(({ line, severity, message }) => `${line} ${severity}: ${message}`),
    /** Whether every line stands in the document as it stood. */
    keeps: (part: readonly string[]) => document.includes(`${part.join("\n")}\n`),
  };
}
