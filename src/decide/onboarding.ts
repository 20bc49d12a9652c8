/**
 * Whether a repository is offered a campaign, as one pull request. With restraint: where somebody asked, picked the repository by
 * hand, or keeps a tracker there already; once; and never again after it was closed, however often the App is installed anew,
 * unless somebody asks. What is known of earlier ones is what GitHub has, so nothing has to be remembered.
 */
import { isConfigPath } from "../domain/config.ts";
import type { FileChange } from "../domain/source-file.ts";
import type { OnboardEvent } from "../facts/event.ts";
import type { CampaignProposal, OnboardingFacts } from "../facts/onboarding-facts.ts";
import type { Fold } from "./fold.ts";
import { renderOnboarding } from "./render-onboarding.ts";

/** GitHub takes more, and slowly; so large a campaign is worth `diagram-tracker init`. */
const MOST_FILES = 1_000;

export function decideOnboarding(fold: Fold, event: OnboardEvent): string {
  const { snapshot, state } = fold;
  const isAsked = event.because === "asked";
  if (snapshot.files.catalog.length > 0 || snapshot.files.assignments.length > 0)
    return "it has a campaign already";
  if (state.configBroken) return "left in peace: its configuration cannot be read";
  if (snapshot.repository.name.toLowerCase() === ".github")
    return "left in peace: it is for all of its owner's";
  const facts = fold.onboardingFacts("standing");
  if (facts === null) return "nothing to set up: there is no commit yet";
  const why = whyNotOffered(facts, isAsked);
  if (why !== null) return why;
  const { proposal } = fold.onboardingFacts("proposal") ?? facts;
  if (!proposal) return "left in peace: its documents take too long to read";
  const isFound = proposal.tracker !== null || snapshot.files.config !== null;
  if (event.because === "installed" && !isFound)
    return "left in peace: nobody picked it, and it has no tracker";
  const [first] = proposal.inTheWay;
  if (first !== undefined) return `left in peace: ${first} is there already`;
  if (proposal.files.length > MOST_FILES)
    return "left in peace: it takes more files than one commit should have";
  const { earlier } = facts;
  const open = earlier?.state === "open" ? earlier : null;
  fold.onboarding = {
    base: { branch: snapshot.defaultBranch, oid: snapshot.head },
    earlier: open,
    files: filesOf(proposal),
    title: `${conventional(fold, facts)}${fold.say.onboarding.title()}`,
    body: renderOnboarding(fold, event, proposal),
    answers: event.key,
  };
  if (open === null) return "a pull request sets a campaign up";
  return open.isUntouched
    ? `#${open.number} is brought up to date`
    : `#${open.number} has somebody's commits: only its description is brought up to date`;
}

/** Null: it may be offered a campaign. */
function whyNotOffered(
  { isArchived, isFork, earlier, isWhole }: OnboardingFacts,
  isAsked: boolean,
): string | null {
  if (isArchived) return "left in peace: it is archived";
  if (isFork && !isAsked) return "left in peace: it is a fork";
  if (isAsked || earlier?.state === "open") return null;
  if (earlier !== null) return `left in peace: #${earlier.number} was ${earlier.state}`;
  return isWhole ? null : "left in peace: it has more pull requests than are looked through for a no";
}

/** The rules of the default branch may ask for another mode than the usual one. */
function filesOf({ files, mode }: CampaignProposal): FileChange[] {
  if (mode === "direct") return [...files];
  return files.map(({ path, text }) =>
    isConfigPath(path) && text !== null
      ? { path, text: `${text}\n# What the rules of the default branch allow.\ncommit: ${mode}\n` }
      : { path, text },
  );
}

const CONVENTIONAL = /^(?:build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test)(?:\([^)]*\))?!?: /;

/** A project that writes its commits by https://www.conventionalcommits.org has its pull requests checked for that, too. */
function conventional({ state }: Fold, { subjects }: OnboardingFacts): string {
  const { prefix } = state.config.commits;
  if (prefix !== "") return prefix.endsWith(" ") ? prefix : `${prefix} `;
  const so = subjects.filter((subject) => CONVENTIONAL.test(subject)).length;
  return subjects.length >= 5 && so > subjects.length / 2 ? "chore: " : "";
}
