import type { DiagramView } from "../diagram-view.ts";
import type { Evidence } from "../standing.ts";
import type { VouchablePoint } from "./point.ts";

export const sourceUrl: VouchablePoint<"source_url"> = {
  key: "source_url",
  name: "Source URL",
  aliases: ["source url", "source urls", "source", "sources"],
  level: "required",
  check: "machine",
  before: ["starting", "review"],
  judgedWithoutDrawing: true,
  asks: "A source in the assignment.",
  promise: "its sources are linked above",
  guide: {
    looksFor: "An address in the assignment. Where `gates.links` is on, one that is there.",
    why: "Whoever doubts a figure has to find where it comes from.",
    example: { language: "text", text: "/source G-LIN-FL https://etcd.io/docs/v3.5/learning/" },
  },
  judge: (view) => {
    const { sources } = view.assignment;
    if (sources.length === 0) return { kind: "missing", missing: noSource(view) };
    // One source that is there is enough; nobody is held up by a server that would not say.
    const gone = sources.flatMap(({ url }) => {
      const verdict = view.links.get(url);
      return verdict?.kind === "gone" || verdict?.kind === "refused" ? [{ url, verdict }] : [];
    });
    const [first] = gone;
    if (first && gone.length === sources.length) {
      const { url, verdict } = first;
      const { gone: sayGone, saw } = view.say.points.sourceUrl;
      const seen = { url, detail: saw(verdict.detail), on: verdict.on };
      return { kind: "missing", missing: sayGone(view.id, gone.length, seen) };
    }
    return { kind: "passed", evidence: sources.slice(0, 3).map((source) => evidenceOf(source, view)) };
  },
};

function evidenceOf(
  { url, title }: { readonly url: string; readonly title?: string | undefined },
  { links, say }: DiagramView,
): Evidence {
  const verdict = links.get(url);
  const note = verdict ? `${say.points.sourceUrl.saw(verdict.detail)}, ${verdict.on}` : undefined;
  return { text: title ?? url, quoted: false, at: null, url, ...(note && { note }) };
}

function noSource({ id, blocks, say }: DiagramView): string {
  const inDrawing = blocks.some(({ source }) => /https?:\/\/[^\s"')]{4}/i.test(source.text));
  return say.points.sourceUrl.none(id, inDrawing);
}
