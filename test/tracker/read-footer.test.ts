import { describe, expect, test } from "vitest";
import { outlineOf } from "../../src/tracker/import/outline.ts";
import { readFooter } from "../../src/tracker/import/read-footer.ts";

const read = (...lines: string[]) => readFooter(outlineOf(lines.join("\n")));

describe("the footer of a tracker", () => {
  test("is the lines that say when it was updated and what it tracks", () => {
    const footer = read(
      "# T",
      "",
      "*Last Updated: 2024-09-20*",
      "*Next Review: Weekly on Mondays*",
      "*Tracking 1,233 diagrams across 8 categories*",
    );
    expect(footer).toMatchObject({
      nextReview: "Weekly on Mondays",
      tracking: { diagrams: 1233, categories: 8, line: 5 },
    });
    expect(footer?.blocks.map(({ line }) => line)).toEqual([3]);
  });

  test("may be several paragraphs, and ends with them", () => {
    const footer = read(
      ...["Last Updated: today", "", "Tracking 1 diagram across 1 category", "", "Next Review: soon"],
      ...["", "The end.", "", "Next Review: never"],
    );
    expect(footer?.blocks.map(({ line }) => line)).toEqual([1, 3, 5]);
    expect(footer).toMatchObject({ nextReview: "soon", tracking: { diagrams: 1, categories: 1, line: 3 } });
  });

  test("is the last one, where there are several", () => {
    const footer = read(
      "Last Updated: 2020",
      "Next Review: old",
      "",
      "words",
      "",
      "last updated: 2024",
      "Next Review: new",
    );
    expect(footer?.blocks.map(({ line }) => line)).toEqual([6]);
    expect(footer?.nextReview).toBe("new");
  });

  test("ends at the first block that is no paragraph", () => {
    expect(read("Last Updated: x", "", "---", "", "Next Review: soon")).toMatchObject({ nextReview: null });
  });

  test("takes the first review and the last count that it finds", () => {
    const footer = read(
      ...["Last Updated: x", "Next Review: one", "Next Review: two"],
      ...["Tracking 1 diagram across 2 categories", "Tracking 3 diagrams across 4 categories"],
    );
    expect(footer).toMatchObject({ nextReview: "one", tracking: { diagrams: 3, categories: 4, line: 5 } });
  });

  test("keeps 200 characters of the next review", () => {
    expect(read("Last Updated: x", `Next Review:  ${"y".repeat(300)}`)?.nextReview).toBe("y".repeat(200));
  });

  test.each([
    ["nothing speaks of an update", ["Tracking 1 diagram across 1 category"]],
    ["a heading does", ["# Last Updated: today"]],
    ["a table does", ["| Last Updated: x |", "|---|"]],
    ["the line says more", ["It was Last Updated: today"]],
    ["other words stand in the paragraph", ["Last Updated: today", "by me"]],
    ["it is one word", ["NotLast Updated: today"]],
  ])("is not there where %s", (_, lines) => {
    expect(read(...lines)).toBeNull();
  });

  test.each([
    ["words", "Tracking many diagrams across 8 categories"],
    ["too many", "Tracking 99,999,999 diagrams across 8 categories"],
    ["more words", "Tracking 1 diagram across 8 categories and more"],
    ["only commas", "Tracking , diagrams across , categories"],
  ])("counts nothing in %s", (_, line) => {
    expect(read("Last Updated: x", "", line)?.tracking).toBeNull();
  });
});
