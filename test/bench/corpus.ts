import { MermaidParser } from "../../src/mermaid/mermaid-parser.ts";
import { type CorpusCase, judgeCorpus, SHOWN } from "../gates/corpus.ts";
import { reportAtlas } from "./atlas.ts";

// `npm run gates:corpus`: how right the checks are on the diagrams of fixtures/diagrams. Positive is a fault: of those
// that are reported, how many are there (precision); of those that are there, how many are reported (recall).
// `npm run gates:corpus -- FOLDER [SET]`: the same of the Atlas's drawings in that folder, which are not ours to copy; SET is
// rules (where none is named), held-out, second-rules or second-held-out.
const [folder, set] = process.argv.slice(2);
if (folder) {
  reportAtlas(folder, set ?? "rules");
  process.exit();
}
const parser = new MermaidParser();
const corpus = await judgeCorpus(parser);
await parser.close();

table(`All ${corpus.length} diagrams; a fault is a point that the drawing does not satisfy`, corpus);
const unseen = corpus.filter(({ expected }) => expected.unseen);
table(`Of these the ${unseen.length} that were drawn after the rules were made`, unseen);
const atLines = corpus.flatMap((one) =>
  ["syntax", "safety", "color_scheme"].map(
    (key) => linesOf(one, "expected", key) === linesOf(one, "found", key),
  ),
);
console.log(
  `Faults at lines: ${atLines.filter(Boolean).length} of ${atLines.length} lists of lines are exactly right`,
);

function table(title: string, cases: readonly CorpusCase[]): void {
  console.log(title);
  console.log("  point              faults  reported  right  precision  recall");
  for (const { key } of SHOWN) {
    report(
      key,
      cases.map(({ expected, shows }) => ({
        real: !expected.shows.includes(key),
        reported: !shows.includes(key),
      })),
    );
  }
  for (const key of ["syntax", "safety"]) {
    report(
      key,
      cases.map((one) => ({
        real: linesOf(one, "expected", key) !== "",
        reported: linesOf(one, "found", key) !== "",
      })),
    );
  }
}

function linesOf(one: CorpusCase, which: "expected" | "found", key: string): string {
  return ((which === "expected" ? one.expected.faults : one.faults)?.[key] ?? []).join(",");
}

function report(key: string, judged: readonly { real: boolean; reported: boolean }[]): void {
  const real = judged.filter((one) => one.real).length;
  const reported = judged.filter((one) => one.reported).length;
  const right = judged.filter((one) => one.real && one.reported).length;
  const ratio = (part: number, whole: number) => (whole === 0 ? "-" : (part / whole).toFixed(3));
  const cells = [key.padEnd(17), `${real}`.padStart(7), `${reported}`.padStart(9), `${right}`.padStart(6)];
  console.log(" ", cells.join(" "), ratio(right, reported).padStart(10), ratio(right, real).padStart(7));
}
