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
    const fix = "Set verification.data_current in the assignment file to the year of the newest data.";
    if (year === null) {
      return {
        kind: "asks",
        question: `Nothing says from which year the data is. Tick this point in the description if it is from ${oldest_year} or later, or set verification.data_current in the assignment file.`,
      };
    }
    if (year > view.thisYear) {
      return {
        kind: "missing",
        missing: `The data is said to be from ${year}, which is still to come. ${fix}`,
      };
    }
    if (year < oldest_year) {
      return {
        kind: "missing",
        missing: `The newest data is from ${year} (${from}); expected ${oldest_year} or later. Look for a newer source.`,
      };
    }
    return { kind: "passed", evidence: [{ text: `${year} (${from})`, quoted: false, place: null }] };
  },
};

/** What the assignment says counts; where it says nothing, the years that stand in the addresses of its sources. */
function newestYear({ assignment }: DiagramView): { year: number | null; from: string } {
  const said = assignment.verification.data_current;
  if (said !== null) return { year: latest([String(said)]), from: "the assignment" };
  const years = assignment.sources.map(({ url }) => /^https?:\/\/[^/]+(\/.*)$/i.exec(url)?.[1] ?? "");
  return { year: latest(years), from: "a source's address" };
}

function latest(texts: readonly string[]): number | null {
  const years = texts.flatMap((text) => [...text.matchAll(/(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)/g)].map(Number));
  return years.length === 0 ? null : Math.max(...years);
}
