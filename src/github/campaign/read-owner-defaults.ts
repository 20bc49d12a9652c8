/**
 * Reads what the owner's other repositories say for all campaigns. They are asked for in the query that reads the repository
 * anyhow, so what is decided on is never older than that, and nothing has to hear of a push there. Their files are read once,
 * whichever repositories of the owner are served.
 *
 * GitHub answers for a repository that it does not show as for one that is not there. Where something was read once it is
 * expected from then on: that it cannot be read is not that it is gone.
 */
import { LRUCache } from "lru-cache";
import { chooseConfig } from "../../domain/choose-config.ts";
import { CONFIG_PATH, OTHER_CONFIG_PATH } from "../../domain/config.ts";
import type { FileText } from "../../domain/decode-text.ts";
import { found } from "../../domain/findings.ts";
import { notReadProblem } from "../../domain/not-read.ts";
import { defaultsProblem, pathInRepository, repositoriesBeneath } from "../../domain/owner-defaults.ts";
import { YAML_SIZE_LIMIT } from "../../domain/parse-yaml.ts";
import type { Problem } from "../../domain/problem.ts";
import { repositoryKey } from "../../domain/repository-id.ts";
import { NO_DEFAULTS, type OwnerDefaults, type SourceFile } from "../../domain/source-file.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { type CampaignAnswer, readConfigEntries } from "./campaign-paths.ts";
import type { Layout } from "./layout.ts";
import { readBlobs } from "./read-blobs.ts";

/** Whether a repository had something to say, for every process that serves its owner. `repository`: a `repositoryKey`. */
export interface DefaultsMemory {
  wasThere(repository: string): Promise<boolean>;
  note(repository: string, isThere: boolean): Promise<void>;
}

const CACHE_CHARACTERS = 4_000_000;
/** Another process may note it, in ms. */
const NOTED_FOR = 10 * 60_000;

type Reading = Pick<RepositoryClient, "repository"> & Pick<Layout, "extends">;

/** GraphQL beside the repository's own. `history`: what is asked of each commit's history, or nothing. */
export function askForDefaults(asked: Reading, history = "") {
  const names = repositoriesBeneath(asked.repository.name, asked.extends);
  const file = "oid type mode";
  return {
    parameters: names.map((_, at) => `$${alias(at)}: String!`),
    variables: Object.fromEntries(names.map((name, at) => [alias(at), name])),
    fields: names
      .map(
        (_, at) => `${alias(at)}: repository(owner: $owner, name: $${alias(at)}) {
    defaultBranchRef { target { ... on Commit {
      config: file(path: $config) { ${file} } otherConfig: file(path: $otherConfig) { ${file} }
      ${history}
    } } }
  }`,
      )
      .join("\n  "),
    optional: names.map((_, at) => alias(at)),
  };
}

const alias = (at: number) => `defaults${at}` as const;

/** `defaults0` and so on: null where GitHub shows nothing. */
export type DefaultsAnswer = Readonly<
  Partial<
    Record<
      `defaults${number}`,
      { readonly defaultBranchRef: { readonly target: CampaignAnswer | null } | null } | null
    >
  >
>;

/** What GitHub answered of each, in the order of their names. */
export function defaultsIn(answer: DefaultsAnswer, { repository, extends: extended }: Reading) {
  return repositoriesBeneath(repository.name, extended).map((name, at) => {
    const one = answer[alias(at)];
    return { name, isShown: Boolean(one), commit: one?.defaultBranchRef?.target ?? {} };
  });
}

interface Layer {
  readonly key: string;
  readonly file: SourceFile | null;
  readonly problem: Problem | null;
}

export class DefaultsReader {
  readonly #files = new LRUCache<string, SourceFile>({
    maxSize: CACHE_CHARACTERS,
    sizeCalculation: ({ text }) => 500 + text.length,
  });
  readonly #composed = new LRUCache<string, OwnerDefaults>({ max: 1_000 });
  readonly #memory: DefaultsMemory;
  /** What `memory` has of them. */
  readonly #noted = new LRUCache<string, boolean>({ max: 10_000, ttl: NOTED_FOR });

  constructor(memory: DefaultsMemory = NOTHING_NOTED) {
    this.#memory = memory;
  }

  /** `refused`: the fields that GitHub refused to answer. */
  async read(
    repo: RepositoryClient,
    answer: DefaultsAnswer,
    asked: Pick<Layout, "extends">,
    refused: readonly string[],
  ): Promise<OwnerDefaults> {
    const shown = defaultsIn(answer, { ...repo, ...asked });
    const layers = await Promise.all(
      shown.map((one, at) =>
        this.#readLayer(repo, one, {
          isNamed: one.name === asked.extends,
          isRefused: refused.includes(alias(at)),
        }),
      ),
    );
    if (layers.every(({ file, problem }) => file === null && problem === null)) return NO_DEFAULTS;
    const key = layers.map((layer) => layer.key).join(" ");
    const composed = this.#composed.get(key) ?? {
      layers: layers.flatMap(({ file }) => file ?? []),
      problems: layers.flatMap(({ problem }) => problem ?? []),
    };
    this.#composed.set(key, composed);
    return composed;
  }

  async #readLayer(
    { client, repository: { owner } }: RepositoryClient,
    { name, isShown, commit }: ReturnType<typeof defaultsIn>[number],
    { isNamed, isRefused }: { readonly isNamed: boolean; readonly isRefused: boolean },
  ): Promise<Layer> {
    const repository = { owner, name };
    const where = repositoryKey(repository);
    const without = (why: Parameters<typeof defaultsProblem>[2]): Layer => {
      return { key: `${where} ${why}`, file: null, problem: defaultsProblem(owner, name, why) };
    };
    const nothing: Layer = { key: where, file: null, problem: null };
    if (!isShown) {
      const isExpected = isRefused || (await this.#wasThere(where));
      return isExpected ? without("defaultsUnreadable") : isNamed ? without("extendsNothing") : nothing;
    }
    const { config, otherConfig, notRead } = readConfigEntries(commit);
    const [misplaced] = notRead;
    if (misplaced) {
      const problem = notReadProblem({ ...misplaced, path: pathInRepository(owner, name, misplaced.path) });
      return { key: `${where} ${misplaced.is}`, file: null, problem };
    }
    const entries = [
      ...(config ? [{ path: CONFIG_PATH, oid: config.oid, size: 0 }] : []),
      ...(otherConfig ? [{ path: OTHER_CONFIG_PATH, oid: otherConfig.oid, size: 0 }] : []),
    ];
    await this.#note(where, entries.length > 0);
    if (entries.length === 0) return isNamed ? without("extendsNothing") : nothing;
    const key = `${where} ${entries.map(({ path, oid }) => `${path} ${oid}`).join(" ")}`;
    let file = this.#files.get(key);
    if (!file) {
      const texts = await readBlobs({ client, repository }, entries);
      const files = entries.map(({ path, oid }) => {
        return { path: pathInRepository(owner, name, path), ...bounded(texts.get(oid) ?? { text: "" }) };
      });
      file = { ...(chooseConfig(files) ?? { text: "" }), path: files.at(-1)?.path ?? where };
      this.#files.set(key, file);
    }
    return { key, file, problem: null };
  }

  async #wasThere(repository: string): Promise<boolean> {
    const noted = this.#noted.get(repository) ?? (await this.#memory.wasThere(repository));
    this.#noted.set(repository, noted);
    return noted;
  }

  async #note(repository: string, isThere: boolean): Promise<void> {
    if ((await this.#wasThere(repository)) === isThere) return;
    await this.#memory.note(repository, isThere);
    this.#noted.set(repository, isThere);
  }
}

/** What no parser reads is not kept for every repository of the owner, either. */
function bounded({ text, unread }: FileText): FileText {
  if (text.length <= YAML_SIZE_LIMIT) return { text, ...(unread && { unread }) };
  const why = found("tooLarge", text.length, YAML_SIZE_LIMIT);
  return { text: "", unread: { line: 1, column: 1, ...why } };
}

/** Each process for itself. */
const NOTHING_NOTED: DefaultsMemory = { wasThere: async () => false, note: async () => {} };
