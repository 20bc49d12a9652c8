import { parseComment } from "../../src/commands/parse-comment.ts";
import { linksInDescription, linksInTitle } from "../../src/decide/links/read-text.ts";
import { readAssignmentFile } from "../../src/domain/assignment-file.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { editAssignmentFile } from "../../src/domain/edit-assignment-file.ts";
import { findDrawings } from "../../src/gates/read/find-drawings.ts";
import { readDiagram } from "../../src/gates/read/read-diagram.ts";
import { findRows } from "../../src/tracker/rows.ts";
import { repeated } from "../growth.ts";
import { ms } from "./measure.ts";

interface Reader {
  readonly name: string;
  /** The most characters of it that there are. */
  readonly limit: number;
  /** What has to be repeated to hurt. */
  readonly units: readonly string[];
  readonly read: (text: string) => unknown;
}

const nobody = () => [];
const MARKDOWN = [
  "<",
  "[",
  "![",
  "`` ",
  "> ",
  "- - ",
  "*a_",
  "<!--\n",
  "~~~\n",
  "|a|\n",
  "&#106",
  "\n/claim G-LIN-FL",
];

/** What is read on the server's own thread, at its limit. */
const READERS: readonly Reader[] = [
  { name: "comment", limit: 65_536, units: MARKDOWN, read: (text) => parseComment(`/claim X\n\n${text}`) },
  { name: "title", limit: 256, units: ["[", "`", "G-LIN-", "("], read: (text) => linksInTitle(text, nobody) },
  { name: "description", limit: 65_536, units: MARKDOWN, read: (text) => linksInDescription(text, nobody) },
  {
    // What is larger is read in a process.
    name: "pages with drawings",
    limit: 50_000,
    units: ["```mermaid\n", "- - - -\n", "> > > >\n", "<!-- \n", "# G-LIN-FL\n", "```d2\nx\n```\n"],
    read: (text) => findDrawings("diagrams/a.md", { kind: "text", text }, "diagrams"),
  },
  {
    name: "drawing",
    limit: 500_000,
    units: ["[", 'A["', "A -- ", "-->|", "subgraph a\n", "class a,b,c\n", "@{ label: ", "%%{init: "],
    read: (text) => readDiagram(`flowchart LR\n${text}`),
  },
  {
    name: "tracker document",
    limit: 5_000_000,
    units: [
      "<!-- diagram-tracker:begin ",
      "<!-- ",
      "| G-LIN-FL ",
      "| G-LIN-FL | a |\n",
      "<!-- diagram-tracker:begin details -->\n",
    ],
    read: (text) => findRows([{ path: "TRACKER.md", text }], new Set(["G-LIN-FL" as DiagramId])),
  },
  {
    name: "assignment that is edited",
    limit: 799_900,
    // Of at most 20,000 lines.
    units: [`# ${"a".repeat(40)}\n`, `    # ${"a: ".repeat(12)}\n`],
    read: edited,
  },
];

function edited(text: string): string {
  const file = `assignment:\n  diagram_id: G-LIN-FL\n  assignee: ada\n  status: review\n${text}`;
  const { assignment } = readAssignmentFile({ path: "assignments/G-LIN-FL.yml", text: file });
  if (!assignment) throw new Error("the assignment is to be one that can be read");
  return editAssignmentFile(file, { ...assignment, status: "in_progress" });
}

/** Time at the limit, and over that at half of it: 2 is linear, 4 would be quadratic. */
export function benchHostileTexts(): void {
  console.log("What is read on the server's thread, at its limit (twice the text: 2 is linear, 4 quadratic)");
  for (const { name, limit, units, read } of READERS) {
    const measured = units.map((unit) => {
      const make = repeated(unit);
      const [half, whole] = [make(limit / 2), make(limit)].map((text) =>
        quickest(() => read(text.slice(0, limit))),
      );
      return { unit, half: half ?? 0, whole: whole ?? 0 };
    });
    const worst = measured.reduce((one, other) => (other.whole > one.whole ? other : one));
    const growth = worst.half < 1 ? "" : `  ×${(worst.whole / worst.half).toFixed(1)}`;
    console.log(
      `  ${name.padEnd(28)} ${limit.toLocaleString("en-US").padStart(10)} ${ms(worst.whole).padStart(9)}${growth}  ${JSON.stringify(worst.unit)}`,
    );
  }
}

/** In milliseconds that this thread computed. */
function quickest(work: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.threadCpuUsage();
    work();
    return process.threadCpuUsage(before).user / 1000;
  });
  return Math.min(...times);
}
