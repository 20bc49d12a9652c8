import { ATLAS_SETS, type AtlasVerdict, judgeAtlas } from "../gates/atlas.ts";

/** Confusions of one point that are borne, of a hundred drawings; one always is. */
const BORNE = 0.03;

/** How right the rules are on the Atlas's drawings in `folder`; positive is a point that is shown. */
export function reportAtlas(folder: string, which: string): void {
  const set = ATLAS_SETS[which];
  if (!set) throw new Error(`the sets are ${Object.keys(ATLAS_SETS).join(", ")}`);
  const verdicts = judgeAtlas(folder, set);
  const n = new Set(verdicts.map(({ name }) => name)).size;
  console.log(`${n} drawings of the Atlas, ${set.title}`);
  console.log("  point              shown  found  right  precision  recall  confusions");
  for (const [point, own] of Map.groupBy(verdicts, (one) => one.point)) line(point, own, n);
  line("pooled", verdicts, n);
}

function line(point: string, verdicts: readonly AtlasVerdict[], n: number): void {
  const shown = verdicts.filter(({ expected }) => expected).length;
  const found = verdicts.filter((one) => one.found).length;
  const right = verdicts.filter((one) => one.found && one.expected).length;
  const wrong = verdicts.filter((one) => one.found !== one.expected);
  const most = Math.max(1, Math.floor(BORNE * n));
  const cells = [`${shown}`.padStart(6), `${found}`.padStart(6), `${right}`.padStart(6)];
  const ratios = [right / found, right / shown].map((ratio) =>
    (Number.isNaN(ratio) ? "-" : ratio.toFixed(3)).padStart(9),
  );
  const over = point !== "pooled" && wrong.length > most ? ` (more than ${most})` : "";
  console.log(" ", point.padEnd(17), cells.join(" "), ratios.join(" "), `${wrong.length}`.padStart(6) + over);
  if (point === "pooled") return;
  for (const { name, expected } of wrong)
    console.log(`      ${name} ${expected ? "is not found" : "is found and not there"}`);
}
