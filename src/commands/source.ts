/**
 * `/source G-LIN-FL https://etcd.io/docs/` → "**G-LIN-FL** Flow Diagram: I added the source to its file. Thank you!"
 */

import { type Assignment, sourceUrl } from "../domain/assignment.ts";
import { adderOf, holderOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { withSources } from "../domain/sources.ts";
import type { Messages } from "../messages/english/english.ts";
import { exampleId } from "./arguments.ts";
import { type DiagramCommand, done, refuse, type Situation, same, type Verdict } from "./command.ts";

export const source: DiagramCommand = {
  kind: "diagrams",
  name: "source",
  usage: "[remove] ID… URL…",
  summary: (say) => say.source(),
  example: "/source G-LIN-FL https://etcd.io/docs/",
  event: "note",

  check: (args, { say }) =>
    args.urls.length === 0
      ? say.command.needsAddress(`/source ${exampleId(args)} https://…`)
      : badAddress(args.urls, say),

  decide({ now }, _to, { urls, remove }, situation) {
    const { say } = situation;
    if (remove) return takeOut(now, urls, situation);
    const next = withSources(now, urls, situation.actor);
    if (typeof next === "string") return refuse(say.diagram.noRoom(next));
    if (next === null) return same(say.diagram.sourcesKnown());
    return done(next, say.diagram.sourcesAdded(next.sources.length - now.sources.length));
  },
};

/** The holder, a maintainer, and who added it may. */
function takeOut(now: Assignment, urls: readonly string[], { actor, may, say }: Situation): Verdict {
  const found = now.sources.filter(({ url }) => urls.includes(url));
  const missing = urls.find((url) => !found.some((source) => source.url === url));
  if (missing !== undefined) return refuse(say.diagram.sourceUnknown(missing));
  const isHolder = isSamePerson(holderOf(now), actor);
  const isOwn = found.every((source) => isSamePerson(adderOf(source), actor));
  if (!isHolder && !isOwn && !may("maintainer")) return refuse(say.diagram.sourceOfOthers());
  const sources = now.sources.filter((source) => !found.includes(source));
  return done({ ...now, sources }, say.diagram.sourcesRemoved(found.length));
}

/** The sentence about the first address that cannot be kept, or null. */
export function badAddress(urls: readonly string[], say: Messages): string | null {
  const bad = urls.find((url) => !sourceUrl.safeParse(url).success);
  return bad === undefined ? null : say.command.badAddress(bad);
}
