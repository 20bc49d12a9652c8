/**
 * `commit: branch` is chosen again while its branch is still there: what came to the default branch meanwhile comes to it, once. A
 * branch that has the commit that chose it was made, or brought up to date, since.
 */
import { moveBranch } from "../commit/move-branch.ts";
import { findAncestor, isContained } from "../commit/pull-request/ancestor.ts";
import { commitMerge } from "../commit/pull-request/merge-commit.ts";
import { carriedMessage, wholeMessage } from "../trailer.ts";
import { type Carried, type CarryReading, carriedBy, rulesFor } from "./carry-reading.ts";
import { mergeLocations } from "./merge-locations.ts";
import { readBranch } from "./old-branch.ts";
import { tellCarried } from "./tell.ts";

/** Null: nothing is to be carried. */
export async function carryBase(reading: CarryReading): Promise<Extract<Carried, { kind: "again" }> | null> {
  const { repo, config, layout, base, former } = reading;
  if (former.since === null) return null;
  const own = await readBranch(repo, layout);
  // Without a common history it is something else's.
  if (!own?.compare || (await isContained(repo, former.since, own.commit.oid))) return null;
  const { paths, stateBranch: branch } = layout;
  if (own.compare.behindBy === 0) {
    // Nothing of its own is on it.
    await moveBranch(repo, branch, base.commit.oid);
    return { kind: "again", commit: null };
  }
  const heads = { own: own.commit.oid, base: base.commit.oid, merged: own.merged };
  const ancestor = await findAncestor(repo, heads);
  const { isTouched, ...together } = await mergeLocations(reading, {
    from: heads.own,
    into: heads.base,
    ancestor,
  });

  const move = {
    from: { branch: base.name, folder: paths.assignments },
    to: { branch, folder: paths.assignments },
  };
  const headline = `Carry the campaign over from ${base.name}`.slice(0, 72);
  const message = carriedMessage({ headline, body: "" }, branch, rulesFor(reading, true));
  if (isTouched) await tellCarried(repo, config, move);
  const target = { branch, parents: [heads.own, heads.base], ...together };
  const outcome = await commitMerge(repo, target, { files: [], message });
  return carriedBy(reading, move, outcome, wholeMessage(message));
}
