import type { DiagramView } from "../diagram-view.ts";
import type { VouchablePoint } from "./point.ts";

export const dateCurrent: VouchablePoint<"date_current"> = {
  key: "date_current",
  name: "Date Current",
  aliases: ["date current", "date", "current"],
  level: "required",
  check: "machine",
  before: ["review"],
  judgedWithoutDrawing: true,
  asks: "Data that is not older than `gates.oldest_year`.",
  promise: "the system is as it was in 2020 or after",
  guide: {
    looksFor: "`data_current` in the assignment, or else a year in the address of a source.",
    why: "Systems change; a drawing of how one was ten years ago misleads.",
    example: { language: "yaml", text: "assignment:\n  verification:\n    data_current: 2024" },
  },
  judge: (view) => {
    const { oldest_year } = view.gates;
    const { year, from } = newestYear(view);
    const say = view.say.points.dateCurrent;
    if (year === null) {
      return { kind: "asks", question: say.unknown(oldest_year) };
    }
    if (year > view.thisYear) {
      return { kind: "missing", missing: say.future(year) };
    }
    if (year < oldest_year) {
      return { kind: "missing", missing: say.tooOld(year, from, oldest_year) };
    }
    return { kind: "passed", evidence: [{ text: say.found(year, from), quoted: false, at: null }] };
  },
};

/** What the assignment says counts; where it says nothing, the years that stand in the addresses of its sources. */
function newestYear({ assignment }: DiagramView): { year: number | null; from: "assignment" | "source" } {
  const declared = assignment.verification.data_current;
  if (declared !== null) return { year: latest([String(declared)]), from: "assignment" };
  const years = assignment.sources.map(({ url }) => /^https?:\/\/[^/]+(\/.*)$/i.exec(url)?.[1] ?? "");
  return { year: latest(years), from: "source" };
}

function latest(texts: readonly string[]): number | null {
  const years = texts.flatMap((text) => [...text.matchAll(/(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)/g)].map(Number));
  return years.length === 0 ? null : Math.max(...years);
}
