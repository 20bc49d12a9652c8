/** What holds of every history, whatever the model thinks of it. */

import { LIMITS } from "./model.ts";
import {
  changedPaths,
  type Drawing,
  drawingsNotIn,
  type Happening,
  hasCommitted,
  IDS,
  type Id,
  isMaintainer,
  isReviewer,
  type Pull,
  type World,
} from "./world.ts";

export type Observed = ReadonlyMap<
  Id,
  {
    readonly status: string;
    readonly holder: string | null;
    readonly pr: number | null;
    readonly verifiedBy: string | null;
    readonly byPull?: number | null;
  }
>;

export interface Passage {
  readonly before: Observed;
  readonly after: Observed;
  readonly heard: readonly Happening[];
  readonly world: World;
}

type Diagram = Observed extends ReadonlyMap<Id, infer D> ? D : never;
type Rule = (passage: Passage, id: Id, before: Diagram, after: Diagram) => boolean;

const said = ({ heard }: Passage, id: Id, verbs: readonly string[], by: (who: string) => boolean) =>
  heard.some(
    (one) =>
      one.kind === "command" &&
      verbs.includes(one.command.verb) &&
      "id" in one.command &&
      one.command.id === id &&
      by(one.who),
  );

const RULES: Readonly<Record<string, Rule>> = {
  "is complete without a merged drawing or a maintainer's word": (passage, id, before, after) => {
    if (after.status !== "complete" || before.status === "complete") return true;
    const pull = after.pr === null ? undefined : passage.world.pulls.get(after.pr);
    // Its own drawing, or one that names nobody.
    const drawn = pull ? drawingsNotIn(pull.tree, pull.before) : [];
    const isMerged = pull?.state === "merged" && pull.base === "main" && drawn.length > 0;
    return isMerged || said(passage, id, ["complete"], isMaintainer);
  },
  "changed hands without its holder's or a maintainer's word": (passage, id, before, after) => {
    if (before.holder === null || before.holder === after.holder) return true;
    if (said(passage, id, ["release"], (who) => who === before.holder || isMaintainer(who))) return true;
    if (said(passage, id, ["assign"], isMaintainer)) return true;
    // The claim was a pull request's alone and goes with it.
    const { byPull } = before;
    return (
      byPull !== null &&
      byPull !== undefined &&
      passage.heard.some((one) => one.kind === "look" && one.number === byPull)
    );
  },
  "was left by a change of somebody else's pull request": (passage, id, before, after) => {
    if (before.status !== "complete" || after.status === "complete") return true;
    const isUndone = passage.heard.some(
      (one) =>
        one.kind === "look" &&
        passage.world.pulls.get(one.number)?.state === "merged" &&
        one.number !== before.pr,
    );
    return isUndone || said(passage, id, ["reopen"], isMaintainer);
  },
  "is verified by somebody who may not": (passage, _id, _before, after) => {
    const { verifiedBy, holder, pr } = after;
    if (verifiedBy === null) return true;
    const author = pr === null ? null : passage.world.pulls.get(pr)?.author;
    return isReviewer(verifiedBy) && verifiedBy !== holder && verifiedBy !== author;
  },
  "is verified by somebody who made the drawing, or did not see it": (passage, id, before, after) => {
    const { verifiedBy: who, pr, status } = after;
    if (who === null || who === before.verifiedBy) return true;
    const pulls = [...passage.world.pulls.values()];
    const own = pulls.find(({ number }) => number === pr);
    if (said(passage, id, ["verify"], (one) => one === who)) return !(own && hasCommitted(own, who));
    const now = status === "complete" || !own ? passage.world.main : own.tree;
    return pulls.some((pull) => {
      if (pull.author === who || hasCommitted(pull, who)) return false;
      // What came with another pull request stands in other files.
      const drawn = changedPaths(pull).flatMap((path) => now.get(path)?.drawings ?? []);
      const those = drawn.filter((drawing) => drawing.of === id);
      return pull.reviews.some((review) => isApprovalOf(review, who, those));
    });
  },
};

function isApprovalOf(review: Pull["reviews"][number], who: string, drawn: readonly Drawing[]): boolean {
  if (review.reviewer !== who || review.opinion !== "approved") return false;
  const seen = [...review.tree.values()].flatMap(({ drawings }) => drawings);
  return drawn.every((one) => seen.some((other) => other.of === one.of && other.version === one.version));
}

/** A sentence on the first rule that the passage breaks, or null. */
export function findBrokenRule(passage: Passage): string | null {
  for (const id of IDS) {
    const [before, after] = [passage.before.get(id), passage.after.get(id)];
    if (!before || !after) continue;
    for (const [broken, holds] of Object.entries(RULES)) {
      if (!holds(passage, id, before, after)) return `${id} ${broken}`;
    }
  }
  return beyondTheLimit(passage) ?? changedAfterMerge(passage);
}

function beyondTheLimit({ before, after, heard }: Passage): string | null {
  // What else moves a diagram in progress is no claim.
  if (!heard.every((one) => one.kind === "command" && one.command.verb.startsWith("claim"))) return null;
  const held = (observed: Observed, who: string) =>
    [...observed.values()].filter(({ holder, status }) => holder === who && status === "in_progress").length;
  const people = new Set([...after.values()].flatMap(({ holder }) => holder ?? []));
  const over = [...people].find((who) => held(after, who) > Math.max(LIMITS.inProgress, held(before, who)));
  return over === undefined ? null : `${over} claimed beyond the limit`;
}

/** Looks at nothing but what was seen merged before change no status and no holder. */
function changedAfterMerge({ before, after, heard, world }: Passage): string | null {
  const isOld = (one: Happening) => {
    if (one.kind !== "look") return false;
    return (
      IDS.some((id) => before.get(id)?.pr === one.number && before.get(id)?.status === "complete") &&
      world.pulls.get(one.number)?.state === "merged"
    );
  };
  if (!heard.every(isOld)) return null;
  const changed = IDS.find((id) => {
    const [then, now] = [before.get(id), after.get(id)];
    if (then?.status !== "complete") return false;
    return now?.status !== then.status || now.holder !== then.holder || now.pr !== then.pr;
  });
  return changed === undefined ? null : `${changed} changed by what was said after the merge`;
}
