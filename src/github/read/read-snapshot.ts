/**
 * Reads a repository at one moment, with one query when nothing but our own commits happened since the last time. What
 * changed is read anew, pinned to commits by its OIDs; a reader that fails leaves the cache as it was.
 */
import type { CivilDate } from "../../domain/civil-date.ts";
import { CONFIG_PATH, type Config, DEFAULT_CONFIG, OTHER_CONFIG_PATH } from "../../domain/config.ts";
import { botLogin, type Person } from "../../domain/person.ts";
import { readConfig } from "../../domain/read-config.ts";
import type { OwnerDefaults, SourceFile } from "../../domain/source-file.ts";
import type { Snapshot } from "../../facts/repository-facts.ts";
import { blobOid } from "../campaign/blob.ts";
import type { CachedFile, CampaignFiles } from "../campaign/campaign-files.ts";
import { type CampaignEntries, type CampaignPaths, readEntries } from "../campaign/campaign-paths.ts";
import { lastConfigCommit, readFormerLayouts } from "../campaign/former-layouts.ts";
import { KnownRepositories } from "../campaign/known-repositories.ts";
import { type Layout, layoutOf, sameLayout } from "../campaign/layout.ts";
import { type ParseYaml, parseBeforehand } from "../campaign/parse-beforehand.ts";
import { readCampaignFiles, readConfigFile } from "../campaign/read-campaign-files.ts";
import { type DefaultsMemory, DefaultsReader } from "../campaign/read-owner-defaults.ts";
import type { SnapshotAnswer } from "../campaign/snapshot-answer.ts";
import { carryOver } from "../carry/carry-over.ts";
import type { Carried } from "../carry/carry-reading.ts";
import { madeOn } from "../client/account.ts";
import { HeadMoved } from "../client/failure.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import type { CampaignState, CommitTarget, Committed, StateReading } from "../commit/commit-mode.ts";
import { COMMIT_MODES } from "../commit/commit-modes.ts";
import { askForSnapshot, type SnapshotQuestion } from "./ask-for-snapshot.ts";
import { ISSUES_PER_QUERY, issuesIn, type LabelsAnswer, labelsIn } from "./issue-facts.ts";
import { likelyIssues } from "./likely-issues.ts";
import { PULL_REQUESTS_PER_QUERY, readPullRequestFacts, readPullRequests } from "./pull-request-facts.ts";
import { type QuietAnswer, quietIn } from "./quiet-pull-requests.ts";

export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  /** What the configuration says; the defaults where it cannot be read, for then nothing is decided. */
  readonly config: Config;
  readonly target: CommitTarget;
  /** Our own account; null: GitHub does not say. */
  readonly self: Person | null;
  readonly readStateBranch: CampaignState["readStateBranch"];
  /** The commit that carried the state over from another place just now; null: none did. */
  readonly carried: Committed["commit"];
}

/** How often the configuration may say something else, or state be put back or carried over, while the repository is read. */
const ROUNDS = 8;

export type SnapshotReaderOptions = ConstructorParameters<typeof KnownRepositories>[0] & {
  readonly parse?: ParseYaml;
  /** Absent: what the owner's other repositories had to say is known while this reader lives. */
  readonly defaultsMemory?: DefaultsMemory | undefined;
};

/** Reads repositories, each as far as it is not known. */
export class SnapshotReader {
  readonly known: KnownRepositories;
  private readonly parse: ParseYaml | undefined;
  private readonly beneath: DefaultsReader;

  /** Without `parse` the files are parsed when they are asked about. */
  constructor({ parse, defaultsMemory, ...options }: SnapshotReaderOptions = {}) {
    this.known = new KnownRepositories(options);
    this.beneath = new DefaultsReader(defaultsMemory);
    this.parse = parse;
  }

  /** Null: the repository has no commit yet. */
  async read(repo: RepositoryClient, question: SnapshotQuestion): Promise<ReadSnapshot | null> {
    const known = this.known.of(repo.repository);
    let { layout, settled } = known;
    let file = known.files.config;
    let carried: Committed["commit"] = null;
    let isWhole = settled === null;
    const near = {
      ...question,
      pullRequests: question.pullRequests.slice(0, PULL_REQUESTS_PER_QUERY),
      issues: nearIssues(question, known.files),
    };
    for (let round = 0; round < ROUNDS; round++) {
      const configHistory = isWhole
        ? "whole"
        : file?.file.path === OTHER_CONFIG_PATH
          ? OTHER_CONFIG_PATH
          : CONFIG_PATH;
      const answer = await askForSnapshot(repo, layout, { ...near, configHistory });
      const base = defaultBranchIn(answer);
      if (base === null) return null;
      file = await readConfigFile(repo, file, readEntries(base.commit, layout.paths));
      const own = file?.file ?? null;
      await this.parsed(repo, configOnly(own));
      const wanted = extendedBy(own, layout);
      if (wanted !== layout.extends) {
        layout = { ...layout, extends: wanted };
        continue;
      }
      const defaults = await this.beneath.read(repo, answer, layout, answer.refused ?? []);
      for (const layer of defaults.layers) await this.parsed(repo, configOnly(layer));
      const parsed = readConfig(own, defaults);
      const config = parsed.ok ? parsed.value : DEFAULT_CONFIG;
      const next = layoutOf(parsed, base.name, layout);
      const isSame = sameLayout(layout, next);
      layout = isSame ? { ...next, paths: layout.paths } : next;
      const now = whatSettles(answer.repository, readEntries(base.commit, layout.paths), file, defaults);
      const isSettled = settled === now || !parsed.ok;
      const isAsked = isSettled || isWhole;
      isWhole = !isSettled;
      if (!isSame || !isAsked) continue;
      const self = selfIn(answer);
      const read = { repo, config, self, layout, base, answer: answer.repository };
      const readAt = (paths: CampaignPaths, entries: CampaignEntries) =>
        this.readFiles(repo, known.files, { paths, config: file, defaults, entries });
      if (!isSettled) {
        const done = await this.carryOver({ ...read, readFiles: readAt }, answer);
        if (done.kind === "again") carried = done.commit ?? carried;
        if (done.kind === "again") continue;
        settled = now;
      }
      const readFiles = async (entries: CampaignEntries) => {
        const files = await readAt(layout.paths, entries);
        this.known.noteRead(repo.repository, { layout, files, settled });
        return files;
      };
      const composed = await compose({ ...question, issues: near.issues }, { ...read, readFiles }, answer);
      if (composed === null) continue;
      // What waits on a branch of the bot's may have been put together of several.
      await this.parsed(repo, composed.snapshot.files);
      return { ...composed, carried };
    }
    throw new HeadMoved(`the configuration or the bot's branch changed ${ROUNDS} times while it was read`);
  }

  /** Looks whether anything lies where the configuration said before. */
  private async carryOver(
    reading: Omit<Parameters<typeof carryOver>[0], "former" | "ask">,
    whole: SnapshotAnswer,
  ): Promise<Carried> {
    const { repo, layout } = reading;
    const ask = async (other: Layout) =>
      (await askForSnapshot(repo, other, { pullRequests: [], recentCommits: false })).repository;
    const { repository } = repo;
    const former = await readFormerLayouts(whole, { layout, repository }, (config) =>
      this.parsed(repo, configOnly(config)),
    );
    return carryOver({ ...reading, former, ask });
  }

  private async readFiles(
    repo: RepositoryClient,
    known: CampaignFiles,
    now: Parameters<typeof readCampaignFiles>[2],
  ): Promise<CampaignFiles> {
    const files = await readCampaignFiles(repo, known, now);
    await this.parsed(repo, files.files);
    return files;
  }

  private async parsed(
    { repository }: RepositoryClient,
    files: Parameters<typeof parseBeforehand>[0],
  ): Promise<void> {
    if (this.parse) await parseBeforehand(files, this.parse, repository);
  }
}

/** The configuration as it is, the commit that made it so, and whether there is a campaign: it may have ended and go on. */
function whatSettles(
  answer: SnapshotAnswer["repository"],
  { config, otherConfig, catalog }: CampaignEntries,
  file: CachedFile | null,
  { layers }: OwnerDefaults,
): string {
  const last = lastConfigCommit(answer, file?.file.path ?? CONFIG_PATH);
  const beneath = layers.map(({ path, text }) => `${path} ${blobOid(text)}`);
  return [last, config?.oid, otherConfig?.oid, catalog ? "campaign" : "none", ...beneath].join(" ");
}

/** A configuration that cannot be read extends what it did. */
function extendedBy(own: SourceFile | null, known: Layout): Layout["extends"] {
  const parsed = readConfig(own);
  return parsed.ok ? parsed.value.extends : known.extends;
}

/** The decision asks for the rest, if it needs them. */
function nearIssues({ issues, pullRequests }: SnapshotQuestion, { files }: CampaignFiles): number[] {
  if (issues === undefined) return [];
  const all = new Set([...issues, ...likelyIssues(files.assignments, pullRequests)]);
  return [...all].slice(0, ISSUES_PER_QUERY);
}

function configOnly(config: SourceFile | null): Parameters<typeof parseBeforehand>[0] {
  return { config, catalog: [], assignments: [] };
}

function defaultBranchIn({
  repository: { defaultBranchRef: ref },
}: SnapshotAnswer): StateReading["base"] | null {
  return ref?.target?.oid ? { name: ref.name, commit: ref.target } : null;
}

async function compose(
  { pullRequests: numbers, issues = [], writers = [], self = false }: SnapshotQuestion,
  reading: StateReading,
  whole: SnapshotAnswer,
): Promise<Omit<ReadSnapshot, "carried"> | null> {
  const viewer = whole.viewer ?? { databaseId: null };
  const { repo, config, layout, base, answer } = reading;
  const state = await COMMIT_MODES[layout.mode].readState(reading);
  if (state === null) return null;
  const { campaign, trackerBranch, readStateBranch, target } = state;
  const { notRead } = readEntries(base.commit, layout.paths);
  const quiet = quietIn(answer as QuietAnswer);
  const pullRequests = new Map([
    ...(await readPullRequestFacts(repo, numbers.slice(0, PULL_REQUESTS_PER_QUERY), {
      fields: answer,
      viewer,
    })),
    ...(await readPullRequests(repo, numbers.slice(PULL_REQUESTS_PER_QUERY))),
  ]);
  return {
    snapshot: {
      repository: repo.repository,
      url: answer.url.replace(/\/$/, ""),
      defaultBranch: base.name,
      trackerBranch,
      head: base.commit.oid,
      files: notRead.length > 0 ? { ...campaign.files, notRead } : campaign.files,
      pullRequests,
      ...(issues.length > 0 && {
        issues: issuesIn(issues, { fields: answer, viewer }),
        labels: labelsIn(answer as LabelsAnswer),
      }),
      openPullRequests: null,
      contents: new Map(),
      patches: new Map(),
      descriptions: new Map(),
      ages: agesIn(whole, writers.length),
      ...(self && { self: reading.self }),
      ...(quiet && { quiet }),
    },
    config,
    target,
    self: reading.self,
    readStateBranch,
  };
}

/** Who is named by something else than an ID may be anybody who has the name. */
function selfIn({ viewer }: SnapshotAnswer): Person | null {
  return viewer?.databaseId ? { login: botLogin(viewer.login), id: viewer.databaseId } : null;
}

function agesIn(answer: SnapshotAnswer, count: number): ReadonlyMap<number, CivilDate> {
  const known = Array.from({ length: count }, (_, at) => answer[`writer${at}`]).flatMap((writer) => {
    const since = madeOn(writer);
    return writer?.databaseId && since ? [[writer.databaseId, since] as const] : [];
  });
  return new Map(known);
}
