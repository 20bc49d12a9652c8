/**
 * What the checks compare a pull request with. That is the campaign as it counts now: what waits on the bot's branch is in it.
 * But anybody with write access may push to that branch. What stands there is then no measure, least of all of itself: the
 * files that the pull request changes are compared with those of the default branch.
 */
import type { Campaign } from "../domain/campaign.ts";
import { parseDiagramId } from "../domain/diagram-id.ts";
import { readRepositoryState } from "../domain/repository-state.ts";
import type { RepositoryFiles, SourceFile } from "../domain/source-file.ts";
import type { PullRequestContents } from "../facts/contents.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { WaitingCommit } from "../facts/state-branch-facts.ts";
import { type Area, areaOf, stemOf } from "../gates/assignments/areas.ts";
import type { CheckInput } from "../gates/check-input.ts";
import type { Fold } from "./fold.ts";
import { isCampaignFile } from "./links/find-links.ts";
import { commitMode, isFromStateBranch } from "./standing-pull-request.ts";

type JudgedBase = Pick<CheckInput, "pr" | "files" | "state" | "campaign">;

export function judgedBase(fold: Fold, pr: PullRequestFacts, contents: PullRequestContents): JudgedBase {
  const { state, snapshot, campaign } = fold;
  if (distrust(fold, pr) === null) return { pr, files: snapshot.files, state, campaign };
  const touched = touchedBy(fold, pr, contents);
  const files = withTouchedFiles(snapshot.files, touched);
  const base = readRepositoryState(files);
  return {
    pr: judgedAs(fold, pr),
    files,
    state: base,
    campaign: withTouchedAssignments(campaign, base, touched),
  };
}

/** Why what waits is no measure of the pull request, for who reads its check; null: it is. */
export function distrust(fold: Fold, pr: PullRequestFacts): string | null {
  const { config } = fold.state;
  const say = fold.say.checks;
  // Nothing else is compared with what waits.
  if (!pr.files.some(({ path }) => isCampaignFile(path, config.paths))) return null;
  const branches = { own: config.commit_branch, base: fold.snapshot.defaultBranch };
  if (commitMode(fold) === "pull-request") {
    const facts = fold.stateBranch();
    const foreign = facts?.commits?.filter(({ isOurs }) => !isOurs) ?? [];
    if (facts && facts.commits === null) return say.tooManyWait(branches);
    if (foreign.length > 0) return say.foreignCommits(branches, foreign);
  }
  return isFromStateBranch(fold, pr) ? say.fromStateBranch(branches) : null;
}

/** What is pushed to the bot's own pull request is whose GitHub made it for, if that is one person; else nobody's. */
function judgedAs(fold: Fold, pr: PullRequestFacts): PullRequestFacts {
  const facts = isFromStateBranch(fold, pr) ? fold.stateBranch() : null;
  if (facts?.standing !== pr.number) return pr;
  const foreign = facts.commits?.filter(({ isOurs }) => !isOurs) ?? [];
  return { ...pr, author: onlyMaker(foreign), authorId: null, authorIsBot: false };
}

function onlyMaker(commits: readonly WaitingCommit[]): string | null {
  const makers = new Set(commits.map(({ madeBy }) => madeBy));
  const [only = null] = makers;
  return makers.size === 1 ? only : null;
}

interface Touched {
  /** As the default branch has them. */
  readonly assignments: readonly SourceFile[];
  readonly trackers: readonly SourceFile[];
  /** Names of assignment files, without folder and ending: what stands under another path is another file of the same. */
  readonly stems: ReadonlySet<string>;
}

function touchedBy(fold: Fold, pr: PullRequestFacts, { files }: PullRequestContents): Touched {
  const earlier = new Map(pr.files.map(({ path, previousPath }) => [path, previousPath ?? path]));
  const inArea = (area: Area) =>
    files.filter(({ path }) => areaOf(path, fold.state.config, (id) => fold.isKnown(id)) === area);
  const before = (area: Area) =>
    inArea(area).flatMap(({ path, before: text }): SourceFile[] =>
      text === null ? [] : [{ path: earlier.get(path) ?? path, text }],
    );
  return {
    assignments: before("assignment"),
    trackers: before("tracker"),
    stems: new Set(inArea("assignment").map(({ path }) => stemOf(path))),
  };
}

function withTouchedFiles(
  files: RepositoryFiles,
  { assignments, trackers, stems }: Touched,
): RepositoryFiles {
  return {
    ...files,
    assignments: [...files.assignments.filter(({ path }) => !stems.has(stemOf(path))), ...assignments],
    trackers: files.trackers.map((one) => trackers.find(({ path }) => path === one.path) ?? one),
  };
}

function withTouchedAssignments(
  campaign: Campaign,
  base: Pick<JudgedBase["state"], "assignments">,
  { stems }: Touched,
): Campaign {
  const assignments = new Map(campaign.assignments);
  for (const id of [...stems].flatMap((stem) => parseDiagramId(stem) ?? [])) {
    const before = base.assignments.get(id)?.assignment;
    if (before) assignments.set(id, before);
    else assignments.delete(id);
  }
  return { ...campaign, assignments };
}
