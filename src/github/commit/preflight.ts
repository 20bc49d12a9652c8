/**
 * Finds out, before a commit is refused, whether the configured mode fits the repository's rules. Reads only what an
 * installation may see without the right to administer; what is hidden counts as unknown, never as an error.
 */
import type { Logger } from "pino";
import { chooseConfig } from "../../domain/choose-config.ts";
import { CONFIG_PATH, type Config, DEFAULT_CONFIG, OTHER_CONFIG_PATH } from "../../domain/config.ts";
import type { Parsed } from "../../domain/problem.ts";
import { readConfig } from "../../domain/read-config.ts";
import type { SourceFile } from "../../domain/source-file.ts";
import { type ParseYaml, parseBeforehand } from "../campaign/parse-beforehand.ts";
import { askForDefaults, type DefaultsAnswer, DefaultsReader } from "../campaign/read-owner-defaults.ts";
import { ask } from "../client/ask.ts";
import { readFailure } from "../client/failure.ts";
import { type GitHubClient, pathOf, type RepositoryClient } from "../client/repository-client.ts";
import { type BranchRule, type BranchRules, type CommitModeVerdict, judgeCommitMode } from "./judge-mode.ts";

const repositoryWith = ({
  parameters,
  fields,
}: Pick<
  ReturnType<typeof askForDefaults>,
  "parameters" | "fields"
>) => `query Preflight(${["$owner: String!", "$name: String!", "$config: String!", "$otherConfig: String!", ...parameters].join(", ")}) {
  repository(owner: $owner, name: $name) {
    autoMergeAllowed mergeCommitAllowed isArchived isInOrganization
    defaultBranchRef { name target { ... on Commit {
      file(path: $config) { object { ... on Blob { text } } }
      other: file(path: $otherConfig) { object { ... on Blob { text } } }
    } } }
  }
  ${fields}
}`;

interface FileAnswer {
  readonly object: { readonly text?: string | null } | null;
}

interface Answer extends DefaultsAnswer {
  readonly repository: {
    readonly autoMergeAllowed: boolean;
    readonly mergeCommitAllowed: boolean;
    readonly isArchived: boolean;
    readonly isInOrganization: boolean;
    readonly defaultBranchRef: {
      readonly name: string;
      readonly target: { readonly file?: FileAnswer | null; readonly other?: FileAnswer | null } | null;
    } | null;
  };
}

type Base = NonNullable<Answer["repository"]["defaultBranchRef"]>;
type Configured = Omit<Answer["repository"], "defaultBranchRef"> & { readonly defaultBranchRef: Base };

export interface PreflightParts {
  /** A client that speaks as the App itself: with it, the App's permissions are looked at too. */
  readonly app?: GitHubClient;
  /** Absent where a configuration that takes long to parse hurts nobody else: on a command line. */
  readonly parseYaml?: ParseYaml | undefined;
}

/** Null: the repository has no commit yet. */
export async function preflight(
  repo: RepositoryClient,
  { app, parseYaml }: PreflightParts = {},
): Promise<CommitModeVerdict | null> {
  const read = await readConfigured(repo, parseYaml, undefined);
  if (read === null) return null;
  const { parsed, repository } = read;
  const { defaultBranchRef: base, ...settings } = repository;
  const config = parsed.ok ? parsed.value : DEFAULT_CONFIG;
  const [atBase, own, permissions] = await Promise.all([
    readRules(repo, base.name),
    readRules(repo, config.commit_branch),
    app ? readPermissions(app, repo) : null,
  ]);
  return judgeCommitMode({ config, base: atBase, own, permissions, ...settings });
}

/** Null: the repository has no commit yet. */
async function readConfigured(
  repo: RepositoryClient,
  parseYaml: ParseYaml | undefined,
  extended: Config["extends"],
): Promise<{ parsed: Parsed<Config>; repository: Configured } | null> {
  const asked = askForDefaults({ repository: repo.repository, extends: extended });
  const refused: string[] = [];
  const variables = {
    ...repo.repository,
    config: CONFIG_PATH,
    otherConfig: OTHER_CONFIG_PATH,
    ...asked.variables,
  };
  const answer = await ask<Answer>(repo.client, repositoryWith(asked), variables, asked.optional, (name) =>
    refused.push(name),
  );
  const { repository } = answer;
  const { defaultBranchRef: base } = repository;
  if (base === null) return null;
  const textIn = (path: string, answer: FileAnswer | null | undefined) =>
    answer?.object?.text ? [{ path, text: answer.object.text }] : [];
  const file = chooseConfig([
    ...textIn(CONFIG_PATH, base.target?.file),
    ...textIn(OTHER_CONFIG_PATH, base.target?.other),
  ]);
  const parse = async (config: SourceFile | null) => {
    if (parseYaml)
      await parseBeforehand({ config, catalog: [], assignments: [] }, parseYaml, repo.repository);
  };
  await parse(file);
  const own = readConfig(file);
  const wanted = own.ok ? own.value.extends : undefined;
  if (wanted !== extended) return readConfigured(repo, parseYaml, wanted);
  const defaults = await new DefaultsReader().read(repo, answer, { extends: extended }, refused);
  for (const layer of defaults.layers) await parse(layer);
  return { parsed: readConfig(file, defaults), repository: { ...repository, defaultBranchRef: base } };
}

/** Says so in the log where the configured mode does not fit. */
export async function warnOfUnfitMode(
  repo: RepositoryClient,
  log: Logger,
  parts: PreflightParts = {},
): Promise<void> {
  const verdict = await preflight(repo, parts);
  if (verdict === null || (verdict.fits && verdict.drawbacks.length === 0)) return;
  const { owner, name } = repo.repository;
  const { configured, recommended, fits, drawbacks, sentences } = verdict;
  log.warn(
    { repository: `${owner}/${name}`, configured, recommended, why: fits ? drawbacks : sentences },
    fits ? "another commit mode fits the repository better" : "the commit mode does not fit the repository",
  );
}

/** A branch need not exist to have rules. */
async function readRules(repo: RepositoryClient, branch: string): Promise<BranchRules> {
  const { client, repository } = repo;
  const where = { ...pathOf(repository), branch };
  const [rules, details] = await Promise.all([
    orNull(() =>
      client.request("GET /repos/{owner}/{repo}/rules/branches/{branch}", { ...where, per_page: 100 }),
    ),
    orNull(() => client.request("GET /repos/{owner}/{repo}/branches/{branch}", where)),
  ]);
  const bypass = new Map<number, Promise<boolean | null>>();
  const read = await Promise.all(
    (rules?.data ?? []).map(async (rule): Promise<BranchRule> => {
      const { type, ruleset_id } = rule;
      const isStrict =
        rule.type === "required_status_checks" &&
        rule.parameters?.strict_required_status_checks_policy === true;
      if (ruleset_id === undefined) return { type, mayBypass: null, isStrict };
      const known = bypass.get(ruleset_id) ?? readBypass(repo, ruleset_id);
      bypass.set(ruleset_id, known);
      return { type, mayBypass: await known, isStrict };
    }),
  );
  return { branch, rules: read, classic: classicOf(details?.data.protection) };
}

/** What is not there or not shown is taken for none: a commit will tell. */
function classicOf(
  protection:
    | {
        readonly enabled?: boolean;
        readonly required_status_checks?: { readonly contexts: readonly string[] };
      }
    | undefined,
): BranchRules["classic"] {
  if (!protection?.enabled) return "none";
  return protection.required_status_checks?.contexts.length ? "checks" : "hidden";
}

/** Rulesets say to whoever asks whether that is somebody who may pass. */
async function readBypass(
  { client, repository }: RepositoryClient,
  ruleset_id: number,
): Promise<boolean | null> {
  const route = "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}";
  const found = await orNull(() => client.request(route, { ...pathOf(repository), ruleset_id }));
  const may = found?.data.current_user_can_bypass;
  // `pull_requests_only`: a push is none.
  return may === undefined ? null : may !== "never" && may !== "pull_requests_only";
}

async function readPermissions(
  app: GitHubClient,
  { repository }: RepositoryClient,
): Promise<Readonly<Record<string, string>> | null> {
  const found = await orNull(() => app.request("GET /repos/{owner}/{repo}/installation", pathOf(repository)));
  if (found === null) return null;
  return Object.fromEntries(
    Object.entries(found.data.permissions).flatMap(([area, level]) => (level ? [[area, String(level)]] : [])),
  );
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    const { status, headers } = readFailure(error);
    const isHidden = status === 404 || (status === 403 && !("retry-after" in headers));
    if (isHidden) return null;
    throw error;
  }
}
