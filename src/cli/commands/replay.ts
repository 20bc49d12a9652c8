/**
 * `replay payload.json` → what the bot would do about a recorded webhook: decision, files, replies. Nothing is written.
 */
import { Command, InvalidArgumentError } from "commander";
import { DEFAULT_CONFIG, PERMISSIONS } from "../../domain/config.ts";
import { readConfig } from "../../domain/read-config.ts";
import type { PersonFacts } from "../../domain/roles.ts";
import type { PullRequestFacts, ReviewFacts } from "../../facts/pull-request-facts.ts";
import type { Snapshot } from "../../facts/repository-facts.ts";
import { eventsOf } from "../../github/webhooks/read-webhook.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { type Clone, findRoot, readClone } from "../read-clone.ts";
import { readDefaults } from "../read-defaults.ts";
import { decideLocally, type GivenFacts } from "../replay/decide-locally.ts";
import { describePlan, replaySchema } from "../replay/describe-plan.ts";
import { type Recording, readJson, readRecording } from "../replay/read-recording.ts";
import { OPINIONS, pullRequestOf, repositoryOf } from "../replay/recorded-facts.ts";
import { issueIn } from "../replay/recorded-issue.ts";
import { showReplay } from "../replay/show-replay.ts";
import { findRepositoryUrl } from "../repository-url.ts";
import { printJson, type Shell } from "../shell.ts";
import { UserError } from "../user-error.ts";

type Assigned<T> = readonly (readonly [login: string, value: T])[];

interface ReplayOptions extends GlobalOptions {
  readonly event?: string;
  readonly as: Assigned<PersonFacts["permission"]>;
  readonly review: Assigned<ReviewFacts["opinion"]>;
  readonly files?: string;
  readonly pullRequest: readonly string[];
  readonly url?: string;
}

export const replay: CliCommand = {
  json: [{ list: false, schema: replaySchema }],
  examples: [["replay payload.json", "what the bot would do about a recorded webhook"]],
  make: (shell) =>
    new Command("replay")
      .summary("show what the bot would do about a recorded webhook")
      .description(
        "Decides about a recorded webhook on the files of this clone, and shows the decision, the changed files and the replies. Nothing is written, and no network is needed.",
      )
      .argument(
        "<payload>",
        "file with the webhook's body, or with { event, payload }; - reads standard input",
      )
      .option("--event <name>", "the event's name, such as issue_comment (default: told from the payload)")
      .option(
        "--as <login=permission>",
        "what a person may do in the repository; repeatable",
        assigned(["none", ...PERMISSIONS]),
        [],
      )
      .option("--review <login=opinion>", "a review of the pull request; repeatable", assigned(OPINIONS), [])
      .option("--files <paths>", "files that the pull request changes, with commas between them")
      .option("--pull-request <file>", "a pull request as GitHub's API gives it; repeatable", collect, [])
      .option("--url <url>", "page of the repository, the base of links (default: that of the remote origin)")
      .action(async (file: string, _options, command: Command) => {
        const options = command.optsWithGlobals<ReplayOptions>();
        const root = await findRoot(shell, options.repo);
        const recording = await readRecording(shell, file, options.event);
        const clone = await readClone(root, await readDefaults(shell.cwd, options.defaults ?? []));
        const given = await readGiven(shell, recording, options);
        const snapshot = await snapshotOf(clone, recording, given, options);
        const events = eventsOf(recording.event, recording.payload);
        const now = new Date(shell.now()).toISOString();
        const { plan, unknown } = decideLocally(snapshot, events, given, now);
        const result = describePlan(recording, events, plan, unknown, clone);
        if (options.json) printJson(shell, result);
        else showReplay(shell, result, [...clone.unread, ...plan.problems]);
      }),
};

async function readGiven(shell: Shell, { payload }: Recording, options: ReplayOptions): Promise<GivenFacts> {
  const recorded = pullRequestOf(payload);
  const others = await Promise.all(
    options.pullRequest.map(async (file) => {
      const pr = pullRequestOf(await readJson(shell, file));
      if (pr) return pr;
      throw new UserError(
        `${file} holds no pull request: expected what GitHub's API gives at /repos/OWNER/NAME/pulls/NUMBER.`,
      );
    }),
  );
  // What the options say is about the pull request of the payload, or else about the only one that is given.
  const main = recorded ?? (others.length === 1 ? (others[0] ?? null) : null);
  const pullRequests = new Map(others.map((pr) => [pr.number, pr]));
  if (main) pullRequests.set(main.number, withOptions(main, options, new Date(shell.now()).toISOString()));
  return {
    permissions: new Map(options.as.map(([login, permission]) => [login.toLowerCase(), permission])),
    pullRequests,
    filesGiven: options.files !== undefined,
    reviewsGiven: options.review.length > 0,
  };
}

function withOptions(pr: PullRequestFacts, { files, review }: ReplayOptions, at: string): PullRequestFacts {
  const paths = files?.split(",").map((path) => path.trim());
  const given = new Map(
    review.map(([reviewer, opinion]) => [
      reviewer.toLowerCase(),
      { reviewer, opinion, at, commit: pr.headSha },
    ]),
  );
  const recorded = pr.reviews.filter(({ reviewer }) => !given.has(reviewer.toLowerCase()));
  return {
    ...pr,
    reviews: [...recorded, ...given.values()],
    ...(paths && {
      files: paths.filter((path) => path !== "").map((path) => ({ path, change: "modified" as const })),
      filesComplete: true,
    }),
  };
}

async function snapshotOf(
  { root, files }: Clone,
  { payload }: Recording,
  { pullRequests }: GivenFacts,
  { url: givenUrl }: ReplayOptions,
): Promise<Snapshot> {
  const repository = repositoryOf(payload);
  const { url, guessed } = await findRepositoryUrl(root, givenUrl);
  const config = readConfig(files.config, files.defaults);
  const { commit, commit_branch } = config.ok ? config.value : DEFAULT_CONFIG;
  const defaultBranch = repository?.defaultBranch ?? "main";
  const issue = issueIn(payload);
  return {
    repository: { owner: repository?.owner ?? "OWNER", name: repository?.name ?? "NAME" },
    url: guessed ? (repository?.url ?? url) : url,
    defaultBranch,
    trackerBranch: commit === "branch" ? commit_branch : defaultBranch,
    head: "0".repeat(40),
    files,
    pullRequests,
    ...(issue && { issues: new Map([[issue.number, issue]]) }),
    openPullRequests: null,
    contents: null,
    patches: new Map(),
    descriptions: new Map(),
    // Nobody tells which App a recording is of; by the name that this one has where nobody chose another.
    self: { login: "diagram-tracker[bot]", id: null },
  };
}

function assigned<T extends string>(values: readonly T[]) {
  return (text: string, before: Assigned<T>): Assigned<T> => {
    const [, login, typed] = /^@?([^=\s]+)=(.+)$/.exec(text) ?? [];
    const value = values.find((one) => one === typed?.toLowerCase());
    if (login && value) return [...before, [login, value]];
    throw new InvalidArgumentError(`Expected LOGIN=VALUE, the value one of ${values.join(", ")}.`);
  };
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
