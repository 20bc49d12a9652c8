/**
 * `/source G-LIN-FL https://etcd.io/docs/` → "**G-LIN-FL** Flow Diagram: the source is in its file now. Thank you!"
 */

import { type Assignment, sourceUrl } from "../domain/assignment.ts";
import { adderOf, holderOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { withSources } from "../domain/sources.ts";
import { code } from "../tracker/inert.ts";
import { exampleId } from "./arguments.ts";
import { type DiagramCommand, done, refuse, type Situation, same, type Verdict } from "./command.ts";
import { say, sayOfCommand } from "./wording.ts";

export const source: DiagramCommand = {
  kind: "diagrams",
  name: "source",
  usage: "[remove] ID… URL…",
  summary: "adds a source of the data of a diagram, or removes one; anybody can add some",
  example: "/source G-LIN-FL https://etcd.io/docs/",
  event: "note",

  check: (args) =>
    args.urls.length === 0
      ? sayOfCommand.needsAddress(`/source ${exampleId(args)} https://…`)
      : badAddress(args.urls),

  decide({ now }, _to, { urls, remove }, situation) {
    if (remove) return takeOut(now, urls, situation);
    const next = withSources(now, urls, situation.actor);
    if (typeof next === "string") return refuse(say.noRoom(next));
    if (next === null) return same(say.sourcesKnown());
    return done(next, say.sourcesAdded(next.sources.length - now.sources.length));
  },
};

/** The holder, a maintainer, and who added it may. */
function takeOut(now: Assignment, urls: readonly string[], { actor, may }: Situation): Verdict {
  const found = now.sources.filter(({ url }) => urls.includes(url));
  const missing = urls.find((url) => !found.some((source) => source.url === url));
  if (missing !== undefined) return refuse(say.sourceUnknown(missing));
  const isHolder = isSamePerson(holderOf(now), actor);
  const isOwn = found.every((source) => isSamePerson(adderOf(source), actor));
  if (!isHolder && !isOwn && !may("maintainer")) return refuse(say.sourceOfOthers());
  const sources = now.sources.filter((source) => !found.includes(source));
  return done({ ...now, sources }, say.sourcesRemoved(found.length));
}

/** The sentence about the first address that cannot be kept, or null. */
export function badAddress(urls: readonly string[]): string | null {
  const bad = urls.find((url) => !sourceUrl.safeParse(url).success);
  return bad === undefined
    ? null
    : `${code(bad.slice(0, 100))} is not an address that can be kept; nothing was changed.`;
}
