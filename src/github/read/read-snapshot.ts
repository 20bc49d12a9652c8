/**
 * Reads a repository at one moment, with one query when nothing but our own commits happened since the last time. What
 * changed is read anew, pinned to commits by its OIDs; a reader that fails leaves the cache as it was.
 */
import { type Config, DEFAULT_CONFIG } from "../../domain/config.ts";
import { readConfig } from "../../domain/repository-state.ts";
import type { Snapshot } from "../../facts/repository-facts.ts";
import { type CampaignEntries, readEntries } from "../campaign/campaign-paths.ts";
import { KnownRepositories } from "../campaign/known-repositories.ts";
import { layoutOf, sameLayout } from "../campaign/layout.ts";
import { type ParseYaml, parseBeforehand } from "../campaign/parse-beforehand.ts";
import { readCampaignFiles, readConfigFile } from "../campaign/read-campaign-files.ts";
import type { SnapshotAnswer } from "../campaign/snapshot-answer.ts";
import { HeadMoved } from "../client/failure.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import type { CampaignState, CommitTarget, StateReading } from "../commit/commit-mode.ts";
import { COMMIT_MODES } from "../commit/commit-modes.ts";
import { askForSnapshot, type SnapshotQuestion } from "./ask-for-snapshot.ts";
import { PULL_REQUESTS_PER_QUERY, readFacts, readPullRequests } from "./pull-request-facts.ts";
import type { ViewerAnswer } from "./review-requests.ts";

export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  /** What the configuration says; the defaults where it cannot be read, for then nothing is decided. */
  readonly config: Config;
  readonly target: CommitTarget;
  readonly readStateBranch: CampaignState["readStateBranch"];
}

/** How often the configuration may say something else, or the bot's branch be put back, while the repository is read. */
const ROUNDS = 4;

export type SnapshotReaderOptions = ConstructorParameters<typeof KnownRepositories>[0] & {
  readonly parse?: ParseYaml;
};

/** Reads repositories, each as far as it is not known. */
export class SnapshotReader {
  readonly known: KnownRepositories;
  private readonly parse: ParseYaml | undefined;

  /** Without `parse` the files are parsed when they are asked about. */
  constructor({ parse, ...options }: SnapshotReaderOptions = {}) {
    this.known = new KnownRepositories(options);
    this.parse = parse;
  }

  /** Null: the repository has no commit yet. */
  async read(repo: RepositoryClient, question: SnapshotQuestion): Promise<ReadSnapshot | null> {
    const known = this.known.of(repo.repository);
    let { layout } = known;
    let file = known.files.config;
    const near = { ...question, pullRequests: question.pullRequests.slice(0, PULL_REQUESTS_PER_QUERY) };
    for (let round = 0; round < ROUNDS; round++) {
      const answer = await askForSnapshot(repo, layout, near);
      const base = defaultBranchIn(answer);
      if (base === null) return null;
      file = await readConfigFile(repo, file, readEntries(base.commit, layout.paths));
      await this.parsed(repo, { config: file?.file ?? null, catalog: [], assignments: [] });
      const parsed = readConfig(file?.file ?? null);
      const config = parsed.ok ? parsed.value : DEFAULT_CONFIG;
      const next = layoutOf(parsed, base.name, layout);
      const isSame = sameLayout(layout, next);
      layout = isSame ? { ...next, paths: layout.paths } : next;
      if (!isSame) continue;
      const readFiles = async (entries: CampaignEntries) => {
        const files = await readCampaignFiles(repo, known.files, {
          paths: layout.paths,
          config: file,
          entries,
        });
        await this.parsed(repo, files.files);
        this.known.noteRead(repo.repository, { layout, files });
        return files;
      };
      const reading = { repo, config, layout, base, answer: answer.repository, readFiles };
      const read = await compose(question, reading, answer.viewer ?? { databaseId: null });
      if (read === null) continue;
      // What waits on a branch of the bot's may have been put together of several.
      await this.parsed(repo, read.snapshot.files);
      return read;
    }
    throw new HeadMoved(`the configuration or the bot's branch changed ${ROUNDS} times while it was read`);
  }

  private async parsed(
    { repository }: RepositoryClient,
    files: Parameters<typeof parseBeforehand>[0],
  ): Promise<void> {
    if (this.parse) await parseBeforehand(files, this.parse, repository);
  }
}

function defaultBranchIn({
  repository: { defaultBranchRef: ref },
}: SnapshotAnswer): StateReading["base"] | null {
  return ref?.target?.oid ? { name: ref.name, commit: ref.target } : null;
}

async function compose(
  { pullRequests: numbers }: SnapshotQuestion,
  reading: StateReading,
  viewer: ViewerAnswer["viewer"],
): Promise<ReadSnapshot | null> {
  const { repo, config, layout, base, answer } = reading;
  const state = await COMMIT_MODES[layout.mode].readState(reading);
  if (state === null) return null;
  const { campaign, trackerBranch, readStateBranch, target } = state;
  const { notRead } = readEntries(base.commit, layout.paths);
  const pullRequests = new Map([
    ...(await readFacts(repo, numbers.slice(0, PULL_REQUESTS_PER_QUERY), { fields: answer, viewer })),
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
      openPullRequests: null,
      contents: new Map(),
      patches: new Map(),
      descriptions: new Map(),
    },
    config,
    target,
    readStateBranch,
  };
}
