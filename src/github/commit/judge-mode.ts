import { CONFIG_PATH, type Config } from "../../domain/config.ts";
import type { ModeRules, RemarkFacts } from "./commit-mode.ts";
import { COMMIT_MODES } from "./commit-modes.ts";

type Mode = Config["commit"];

/** What stands between the bot and one branch, as far as GitHub shows it to the bot. */
export interface BranchRules {
  readonly branch: string;
  readonly rules: readonly BranchRule[];
  /**
   * A classic protection rule. Of its parts an App sees only the required checks, which stop it whatever else it may; the
   * rest is `hidden`.
   */
  readonly classic: "none" | "checks" | "hidden";
}

export interface BranchRule {
  /** GitHub's own word: `pull_request`, `merge_queue`. */
  readonly type: string;
  /** Whether the bot may pass it; null: it could not be seen. */
  readonly mayBypass: boolean | null;
  /** Status checks that ask for a branch which is up to date with this one. */
  readonly isStrict: boolean;
}

export interface CommitModeFacts {
  readonly config: Pick<Config, "commit" | "auto_merge">;
  readonly base: BranchRules;
  /** The bot's own branch, whether or not there is one yet. */
  readonly own: BranchRules;
  readonly autoMergeAllowed: boolean;
  readonly mergeCommitAllowed: boolean;
  /** In a repository of a person's own no App can be on a bypass list. */
  readonly isInOrganization: boolean;
  readonly isArchived: boolean;
  /** The App's permissions by area; null: not known. */
  readonly permissions: Readonly<Record<string, string>> | null;
}

export interface CommitModeVerdict {
  readonly configured: Mode;
  /** Null: none works before something is changed. */
  readonly recommended: Mode | null;
  readonly fits: boolean;
  /** Whole sentences in plain text: what the configured mode makes worse than another one would, though it fits. */
  readonly drawbacks: readonly string[];
  /** Whole sentences in plain text: what stands in the way of the configured mode and what to do, or why it fits. */
  readonly sentences: readonly string[];
}

/** The modes that are recommended, the better one first. */
const RECOMMENDED = ["direct", "pull-request", "branch"] as const satisfies readonly Mode[];

/** Which mode fits a repository, and why. Where something could not be seen it is taken for passable, and said. */
export function judgeCommitMode(facts: CommitModeFacts): CommitModeVerdict {
  const configured = facts.config.commit;
  const { rules } = COMMIT_MODES[configured];
  const closed = general(facts, rules);
  const obstacles = (mode: Mode) => obstaclesTo(facts, COMMIT_MODES[mode].rules);
  const works = (mode: Mode) => closed.length === 0 && obstacles(mode).length === 0;
  const drawbacksOf = (mode: Mode) => COMMIT_MODES[mode].rules.drawbacks(remarkFacts(facts));
  const recommended =
    RECOMMENDED.find((mode) => works(mode) && drawbacksOf(mode).length === 0) ??
    RECOMMENDED.find(works) ??
    null;
  const fits = works(configured);
  const { branch } = branchOf(facts, rules);
  const sentences = fits
    ? [`\`commit: ${configured}\` fits: nothing that can be seen keeps the bot from committing to ${branch}.`]
    : [...closed, ...obstacles(configured)];
  if (!fits && closed.length === 0) sentences.push(remedy(facts, rules, recommended));
  const drawbacks = fits ? drawbacksOf(configured) : [];
  return {
    configured,
    recommended,
    fits,
    drawbacks,
    sentences: [...sentences, ...drawbacks, ...remarks(facts, rules)],
  };
}

function remarkFacts(facts: CommitModeFacts): RemarkFacts {
  const { rules } = facts.base;
  return {
    ...facts,
    branch: facts.base.branch,
    isQueued: rules.some(({ type }) => type === "merge_queue"),
    isStrict: rules.some(({ isStrict }) => isStrict),
    isLinear: rules.some(({ type }) => type === "required_linear_history"),
  };
}

function branchOf({ base, own }: CommitModeFacts, { commitsTo }: ModeRules): BranchRules {
  return commitsTo === "default" ? base : own;
}

const RULE: Readonly<Record<string, string>> = {
  pull_request: "a ruleset asks for a pull request",
  required_status_checks: "a ruleset asks for status checks before a push",
  merge_queue: "changes go through a merge queue",
  update: "a ruleset restricts who may update it",
  creation: "a ruleset restricts who may create it",
  required_linear_history: "a ruleset forbids merge commits",
};

function obstaclesTo(facts: CommitModeFacts, mode: ModeRules): string[] {
  const { branch, rules, classic } = branchOf(facts, mode);
  const types = new Set(
    rules
      .filter(({ type, mayBypass }) => mode.stoppedBy.includes(type) && mayBypass === false)
      .map(({ type }) => type),
  );
  const found = [...types].map(
    (type) => `${branch}: ${RULE[type] ?? `the rule ${type} applies`}, and the App may not bypass it.`,
  );
  return classic === "checks"
    ? [...found, `${branch}: a branch protection rule asks for status checks, which stop an App in any case.`]
    : found;
}

/** Whoever may not pass in any case is not told to ask for it. */
function remedy(facts: CommitModeFacts, mode: ModeRules, recommended: Mode | null): string {
  const { branch, classic } = branchOf(facts, mode);
  const otherwise =
    mode.commitsTo === "default" && recommended !== null
      ? `put \`commit: ${recommended}\` into ${CONFIG_PATH}.`
      : `take ${branch} out of the branches that the rule applies to.`;
  if (!facts.isInOrganization)
    return `In a repository of a person's own no App can be on a bypass list: ${otherwise}`;
  if (classic === "checks") return `No bypass list helps against that: ${otherwise}`;
  return `Add the App to the ruleset's bypass list (Settings → Rules → Rulesets), or ${otherwise}`;
}

function general({ isArchived, permissions }: CommitModeFacts, { writes }: ModeRules): string[] {
  if (isArchived)
    return ["The repository is archived, so nothing can be written. Unarchive it in Settings → General."];
  return writes.flatMap((area) =>
    permissions === null || permissions[area] === "write"
      ? []
      : [
          `The App has no write permission for ${area.replace("_", " ")} here. Accept it in Settings → GitHub Apps → Configure.`,
        ],
  );
}

/** What does not stop the bot. */
function remarks(facts: CommitModeFacts, mode: ModeRules): string[] {
  const { branch, rules, classic } = branchOf(facts, mode);
  return [
    ...(rules.some(({ mayBypass }) => mayBypass === null)
      ? ["Whether the App may bypass a ruleset could not be seen; a commit will tell."]
      : []),
    ...(classic === "hidden"
      ? [`${branch}: a branch protection rule applies, whose details an App cannot see; a commit will tell.`]
      : []),
    ...mode.remarks(remarkFacts(facts)),
  ];
}
