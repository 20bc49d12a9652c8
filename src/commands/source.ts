/**
 * `/source G-LIN-FL https://etcd.io/docs/` → "**G-LIN-FL** Flow Diagram: the source is in its file now. Thank you!"
 */

import { SOURCES_LIMIT, sourceUrl } from "../domain/assignment.ts";
import { withSources } from "../domain/sources.ts";
import { code } from "../tracker/inert.ts";
import { exampleId } from "./arguments.ts";
import { type DiagramCommand, done, refuse, same } from "./command.ts";
import { say, sayOfCommand } from "./wording.ts";

export const source: DiagramCommand = {
  kind: "diagrams",
  name: "source",
  usage: "ID… URL…",
  summary: "notes where the data of a diagram comes from; anybody can",
  example: "/source G-LIN-FL https://etcd.io/docs/",
  event: "note",

  check: (args) =>
    args.urls.length === 0
      ? sayOfCommand.needsAddress(`/source ${exampleId(args)} https://…`)
      : badAddress(args.urls),

  decide({ now }, _to, { urls }) {
    const next = withSources(now, urls);
    if (next === "full") return refuse(say.sourcesFull(SOURCES_LIMIT));
    if (next === null) return same(say.sourcesKnown());
    return done(next, say.sourcesAdded(next.sources.length - now.sources.length));
  },
};

/** The sentence about the first address that cannot be kept, or null. */
export function badAddress(urls: readonly string[]): string | null {
  const bad = urls.find((url) => !sourceUrl.safeParse(url).success);
  return bad === undefined
    ? null
    : `${code(bad.slice(0, 100))} is not an address that can be kept; nothing was changed.`;
}
