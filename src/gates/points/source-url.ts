import type { Point } from "./point.ts";

export const sourceUrl: Point = {
  key: "source_url",
  name: "Source URL",
  aliases: ["source url", "source urls", "source", "sources"],
  judge: ({ id, assignment: { sources }, blocks }) => {
    if (sources.length > 0) {
      const evidence = sources.slice(0, 3).map(({ url, title }) => ({
        text: title ?? url,
        quoted: false,
        place: null,
        url,
      }));
      return { kind: "passed", evidence };
    }
    const inDrawing = blocks.some(({ source }) => /https?:\/\/[^\s"')]{4}/i.test(source.text));
    return {
      kind: "missing",
      missing:
        `The assignment names no source. ${inDrawing ? "There is an address in the drawing, but the tracker reads the assignment. " : ""}` +
        `Comment /source ${id} https://…, or add it to the assignment file.`,
    };
  },
};
