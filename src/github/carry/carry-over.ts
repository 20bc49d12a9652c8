/**
 * The maintainers chose another commit mode, branch or path: what lies in the places before comes to where it is looked for now,
 * before anybody is answered from there.
 *
 * Each step is done once, whoever tries it and however often: a branch that was carried is in the history of where it went, a
 * file that was moved is not in its old place. So a crash, another replica or a lost answer change nothing.
 */
import { readRepositoryState } from "../../domain/repository-state.ts";
import { readEntries } from "../campaign/campaign-paths.ts";
import type { Layout } from "../campaign/layout.ts";
import { BranchRefused } from "../client/failure.ts";
import { restoreWaiting } from "../commit/lost/restore-branch.ts";
import { readEntriesAt } from "../commit/pull-request/ancestor.ts";
import { carryBase } from "./carry-base.ts";
import { carryBranch } from "./carry-branch.ts";
import type { Carried, CarryReading } from "./carry-reading.ts";
import { moveFiles } from "./move-files.ts";
import { settleNotCarried, tellLostCatalog } from "./tell.ts";

/** Throws `BranchRefused` where it cannot be done, once the maintainers were told. */
export async function carryOver(reading: CarryReading): Promise<Carried> {
  const { repo, layout, answer, former } = reading;
  if (former.layouts.length === 0) return { kind: "settled" };
  if (!(await hasCatalog(reading))) return { kind: "settled" };
  // What it had itself comes first.
  const isMissing = layout.mode !== "direct" && !answer.own?.target;
  if (isMissing && (await restoreWaiting(reading))) return { kind: "again", commit: null };
  const taken: string[] = [];
  for (const one of former.layouts.filter((old) => isOnOtherBranch(old, layout))) {
    const carried = await carryBranch(reading, one, taken);
    if (carried) return carried;
  }
  const [last] = former.layouts;
  if (layout.mode === "branch" && !isMissing && last?.mode !== "branch") {
    const carried = await carryBase(reading);
    if (carried) return carried;
  }
  for (const one of former.layouts.filter((old) => hasOtherPaths(old, layout))) {
    const carried = await moveFiles(reading, one);
    if (carried) return carried;
  }
  await settleNotCarried(repo);
  return { kind: "settled" };
}

function isOnOtherBranch(old: Layout, { mode, stateBranch }: Layout): boolean {
  return old.mode !== "direct" && (mode === "direct" || old.stateBranch !== stateBranch);
}

function hasOtherPaths({ paths: old }: Layout, { paths }: Layout): boolean {
  return old.assignments !== paths.assignments || old.tracker.join("\n") !== paths.tracker.join("\n");
}

/** Without a catalog there is no campaign. One that only the old path leads to is the maintainers' to move. */
async function hasCatalog({ repo, config, layout, base, former, readFiles }: CarryReading): Promise<boolean> {
  if (readEntries(base.commit, layout.paths).catalog) return true;
  const [last] = former.layouts;
  if (!last || last.paths.catalog === layout.paths.catalog) return false;
  const paths = { ...layout.paths, catalog: last.paths.catalog };
  const { catalog } = await readEntriesAt(repo, base.commit.oid, paths);
  if (!catalog) return false;
  const { files } = await readFiles(paths, {
    config: null,
    otherConfig: null,
    catalog,
    assignments: null,
    trackers: [],
    notRead: [],
  });
  if (readRepositoryState(files).catalog.diagrams.size === 0) return false;
  const locate = (folder: string) => ({ branch: base.name, folder });
  await tellLostCatalog(repo, config, { from: locate(paths.catalog), to: locate(layout.paths.catalog) });
  throw new BranchRefused(
    `the catalog lies in ${paths.catalog}, the configuration names ${layout.paths.catalog}`,
  );
}
