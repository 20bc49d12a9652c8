/**
 * What waits on a branch that the campaign was kept on before comes to where it is kept now: with a commit after both heads, as
 * a maintainer would merge them. So git itself tells that it was done, to whoever looks; nothing is done twice, and what is
 * reverted later stays so.
 */
import type { Layout } from "../campaign/layout.ts";
import { BranchRefused } from "../client/failure.ts";
import { pathOf } from "../client/repository-client.ts";
import { readPulls } from "../commit/lost/last-of-branch.ts";
import { moveBranch } from "../commit/move-branch.ts";
import { findAncestor, isContained, readAhead } from "../commit/pull-request/ancestor.ts";
import { commitMerge } from "../commit/pull-request/merge-commit.ts";
import { carriedMessage, carriedTo, looksLikeOurs, readTrailer, wholeMessage } from "../trailer.ts";
import { type Carried, type CarryReading, carriedBy, rulesFor } from "./carry-reading.ts";
import { mergeLocations } from "./merge-locations.ts";
import { type OldBranch, readOldBranch } from "./old-branch.ts";
import { tellCarried, tellGone } from "./tell.ts";

/** `taken`: heads of places after that one, of which all is on the default branch; one more is added. Null: nothing is to be carried. Throws `BranchRefused` where GitHub has its commit no more. */
export async function carryBranch(
  reading: CarryReading,
  former: Layout,
  taken: string[],
): Promise<Extract<Carried, { kind: "again" }> | null> {
  const { repo, config, layout, base, answer } = reading;
  const old = await readOldBranch(repo, former, base.commit.oid);
  if (old?.isTaken) taken.push(old.oid);
  if (old === null || old.isTaken) return null;
  const own = layout.mode === "direct" ? null : (answer.own?.target?.oid ?? null);
  const head = own ?? base.commit.oid;
  const branch = layout.mode === "direct" ? base.name : layout.stateBranch;
  const move = {
    from: { branch: former.stateBranch, folder: former.paths.assignments },
    to: { branch, folder: former.paths.assignments },
  };
  if (old.isGone) {
    await tellGone(repo, config, { ...move, base: base.name, oid: old.oid });
    throw new BranchRefused(
      `${former.stateBranch} was deleted, and GitHub has no commit ${old.oid} any more`,
    );
  }
  if (await wasLeft(reading, former, old, [...taken, head])) return null;
  if (await isInUse(reading, old.oid, head)) return null;

  const merged = own === null ? old.merged : null;
  const ancestor = await findAncestor(repo, { own: old.oid, base: head, merged });
  const { tree, pending } = await mergeLocations(reading, { from: old.oid, into: head, ancestor });

  const headline = `Carry the campaign over from ${former.stateBranch}`.slice(0, 72);
  const rules = rulesFor(reading, layout.mode !== "pull-request");
  const message = carriedMessage({ headline, body: "" }, branch, rules);
  if (pending.length > 0) await tellCarried(repo, config, move);
  const isNew = layout.mode !== "direct" && own === null;
  const target = { branch, isNew, parents: [head, old.oid], tree, pending };
  const outcome = await commitMerge(repo, target, { files: [], message });
  const carried = await carriedBy(reading, move, outcome, wholeMessage(message));
  if (carried.commit && layout.mode !== "direct") await leave(reading, former, old, carried.commit.oid);
  return carried;
}

/** Whether it is nobody's but somebody's own, or went on to one of these heads before. */
async function wasLeft(
  { repo, layout, base }: CarryReading,
  { stateBranch }: Layout,
  old: OldBranch,
  heads: readonly string[],
): Promise<boolean> {
  const ahead = await readAhead(repo, { base: base.commit.oid, head: old.oid });
  if (!ahead.some(({ message }) => looksLikeOurs(message))) return true;
  const wentTo = carriedTo(ahead.at(-1)?.message ?? "");
  if (wentTo !== null && wentTo !== stateBranch) return true;
  for (const head of heads) {
    if (await isContained(repo, old.oid, head)) return true;
  }
  if (layout.mode !== "pull-request") return false;
  // What was squashed is in no history but that of the pull request that it was in.
  for (const { isMerged, head } of await readPulls(repo, layout.stateBranch)) {
    if (isMerged && (await isContained(repo, old.oid, head))) return true;
  }
  return false;
}

/**
 * A version that carried nothing over went on from there: what it wrote counts. Merges of a standing pull request bring such
 * commits, too, and tell nothing.
 */
async function isInUse({ repo, layout, former }: CarryReading, old: string, head: string): Promise<boolean> {
  if ([layout, ...former.layouts].some(({ mode }) => mode === "pull-request")) return false;
  const since = await readAhead(repo, { base: old, head });
  return since.some(({ message }) => readTrailer(message).length > 0);
}

/**
 * The old branch says from now on where its state went, and its pull request is closed: what it brings comes with the other one.
 * Where that fails the histories tell.
 */
async function leave(
  { repo }: CarryReading,
  { stateBranch }: Layout,
  { standing, isDeleted }: OldBranch,
  oid: string,
): Promise<void> {
  if (standing !== null) {
    await repo.client.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...pathOf(repo.repository),
      pull_number: standing,
      state: "closed",
    });
  }
  if (!isDeleted) await moveBranch(repo, stateBranch, oid);
}
