/**
 * `/source G-LIN-FL https://etcd.io/docs/` → "**G-LIN-FL** Flow Diagram: the source is in its file now. Thank you!"
 */
import { type Assignment, SOURCES_LIMIT, sourceUrl } from "../domain/assignment.ts";
import { exampleId } from "./arguments.ts";
import { type DiagramCommand, done, refuse, same } from "./command.ts";
import { code } from "./markdown.ts";
import { say, sayOfCommand } from "./wording.ts";

export const source: DiagramCommand = {
  kind: "diagrams",
  name: "source",
  usage: "ID… URL…",
  summary: "notes where the data of a diagram comes from; anybody can",
  example: "/source G-LIN-FL https://etcd.io/docs/",
  role: "contributor",

  check: (args) =>
    args.urls.length === 0
      ? sayOfCommand.needsAddress(`/source ${exampleId(args)} https://…`)
      : badAddress(args.urls),

  decide(_diagram, now, { urls }) {
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

/** The assignment with the addresses that it did not have; null when it had them all. */
export function withSources(now: Assignment, urls: readonly string[]): Assignment | "full" | null {
  const known = new Set(now.sources.map(({ url }) => url));
  const fresh = urls.filter((url) => !known.has(url));
  if (fresh.length === 0) return null;
  if (now.sources.length + fresh.length > SOURCES_LIMIT) return "full";
  return { ...now, sources: [...now.sources, ...fresh.map((url) => ({ url }))] };
}
