import { withPrefix } from "../commands/find-command.ts";
import { readRepositoryState } from "../domain/repository-state.ts";
import { presserOf } from "../facts/accounts.ts";
import type { CheckEvent, TrackerEvent } from "../facts/event.ts";
import { CHECKS } from "../gates/all-checks.ts";
import { lastKnownAssignments } from "../tracker/last-known.ts";
import { planBrokenIssue } from "./broken-issue.ts";
import { renderCommitMessage } from "./commit-message.ts";
import { creditsIn } from "./credit.ts";
import { type DecideInput, Fold } from "./fold.ts";
import { whyIgnored } from "./ignored-bots.ts";
import { limitReplies } from "./limit-replies.ts";
import { worksOn } from "./links/links-of.ts";
import { missedPullRequests } from "./missed-pull-requests.ts";
import { planNewIssues } from "./new-issues.ts";
import { planNotice } from "./notice.ts";
import { decideOnboarding } from "./onboarding.ts";
import { orderEvents } from "./order-events.ts";
import { noteOwnIssue } from "./own-issue.ts";
import { type Decision, NOTHING_TO_DO, type Notice, type ReviewRequest } from "./plan.ts";
import { planChecks, planLinks } from "./plan-checks.ts";
import { planFiles } from "./plan-files.ts";
import { planVanished } from "./plan-vanished.ts";
import { renderReplies } from "./reply.ts";
import { planReviewRequests } from "./review-requests.ts";
import { type Answer, runComment } from "./run-comment.ts";
import { planSidebars } from "./sidebar.ts";
import { decideSidebarCommands } from "./sidebar-commands.ts";
import { syncPullRequest } from "./sync-pull-request.ts";
import { renderReminders } from "./timers/reminders.ts";
import { runTimers } from "./timers/run-timers.ts";
import { planWeeklyReview } from "./weekly-review.ts";

/**
 * Folds a batch of events over the repository as it is: the whole behaviour of the bot, as data. Pure: the same input
 * gives the same decision, and nothing is done yet. Where facts are missing it says which, and is asked again with them.
 */
export function decide(input: DecideInput): Decision {
  const { snapshot } = input;
  const state = readRepositoryState(snapshot.files);
  const fold = new Fold(input, state, lastKnownAssignments(snapshot.files.trackers, state.broken));
  const answers: Answer[] = [];
  const events = orderEvents(input.events);
  const unheard = events.flatMap((event) => whyIgnored(fold, event) ?? []);
  if (unheard.length > 0 && unheard.length === events.length) return planNothing(events, unheard);
  noteClosingTexts(fold, events);
  for (const event of events) {
    fold.handling = event;
    const changes = () => fold.history.length + fold.pauseHistory.length;
    const before = changes();
    const { decision, answer, answers: several = [] } = decideEvent(fold, event);
    fold.log.push({ key: event.key, decision, changed: changes() > before });
    answers.push(...(answer ? [answer] : several));
  }
  const limited = limitReplies(answers, input.declined ?? null, fold.say);
  const notices = planNotices(fold);
  const newIssues = planNewIssues(fold);
  const sidebars = planSidebars(fold);
  const reviewRequests = planRequests(fold);
  const checks = planChecks(fold, input.checks ?? CHECKS);
  const links = planLinks(fold);
  if (fold.missing) return { kind: "missing", missing: fold.missing };

  const { files, problems } = planFiles(fold);
  return {
    kind: "plan",
    plan: {
      files,
      message: files.length > 0 ? renderCommitMessage(fold) : null,
      credits: creditsIn(fold),
      replies: [
        ...renderReplies(
          limited.answers.map((answer) => withBlocks(answer, fold)),
          fold.say.answers.cut(),
        ),
        // By themselves: whether they were said is looked for by what they are about.
        ...renderReminders(fold).flatMap((answer) =>
          renderReplies([withBlocks(answer, fold)], fold.say.answers.cut()),
        ),
      ],
      declined: limited.declined,
      notices,
      newIssues,
      onboarding: fold.onboarding,
      onboardingAsked: fold.onboardingAsked,
      sidebars,
      reviewRequests,
      checks,
      links,
      vanished: planVanished(fold, events),
      problems: [...state.problems, ...problems],
      broken: { issue: planBrokenIssue(fold, problems), mended: fold.say.broken.mended() },
      weeklyReview: planWeeklyReview(fold, events, [...state.problems, ...problems]),
      log: fold.log.map((line) =>
        limited.silent.has(line.key)
          ? { ...line, decision: `${line.decision}; without a reply: too many before` }
          : line,
      ),
    },
  };
}

interface EventOutcome {
  readonly decision: string;
  readonly answer?: Answer;
  readonly answers?: readonly Answer[];
}

/** Whom nobody hears does not move the repository either. */
function planNothing(events: readonly TrackerEvent[], why: readonly string[]): Decision {
  const log = events.map(({ key }, at) => ({ key, decision: why[at] ?? "not heard", changed: false }));
  return { kind: "plan", plan: { ...NOTHING_TO_DO, log } };
}

/** As it is said here: with the campaign's prefix before every command. */
function withBlocks({ blocks, ...answer }: Answer, { state }: Fold): Answer {
  return { ...answer, blocks: blocks.map((block) => withPrefix(block, state.config.commands)) };
}

function decideEvent(fold: Fold, event: TrackerEvent): EventOutcome {
  if (fold.refused.has(event.key) && event.kind !== "comment") {
    return { decision: "left out: GitHub does not store what it would write" };
  }
  switch (event.kind) {
    case "push":
      for (const issue of issuesOf(fold, event.changed ?? [])) fold.sidebars.set(issue, null);
      for (const number of pullRequestsOf(fold, event.changed ?? [])) fold.touched.add(number);
      for (const number of missedPullRequests(fold, event.changed ?? [])) fold.lookAgain.add(number);
      lookAgain(fold);
      return { decision: "the default branch moved: the tracker is rendered from it" };
    case "day":
      return { decision: runTimers(fold, event) };
    case "pull-request": {
      fold.checks.pullRequests.add(event.number);
      return { decision: lookAt(fold, event.number) };
    }
    case "check":
      return decideCheckEvent(fold, event);
    case "merge-group":
      fold.checks.mergeGroups.push(event);
      return { decision: "checked for the merge queue" };
    case "onboard":
      return { decision: decideOnboarding(fold, event) };
    case "issue": {
      const outcome = decideSidebarCommands(fold, event);
      lookAgain(fold);
      return outcome;
    }
    case "comment": {
      const why = whyIgnored(fold, event);
      if (why !== null) return { decision: why };
      const before = fold.history.length;
      const paused = fold.pauseHistory.length;
      const answer = runComment(fold, event);
      if (!answer) return { decision: "no command" };
      const touched = fold.history.slice(before).map(({ id }) => id);
      noteOwnIssue(fold, event, touched);
      // A commit carried it out, and nobody knows what came after that.
      if (fold.unanswered.has(event.key)) fold.sidebars.set(event.thread, event.at);
      lookAgain(fold);
      const changes = [
        ...fold.pauseHistory.slice(paused),
        ...fold.history.slice(before).map(({ id, what }) => `${id} ${what}`),
      ];
      return { decision: changes.join("; ") || "answered, nothing changed", answer: answer() };
    }
  }
}

/** Those in review whose assignment files somebody changed: whom they name is asked, and what they say is said. */
function pullRequestsOf({ state }: Fold, changed: readonly string[]): number[] {
  if (changed.length === 0) return [];
  const paths = new Set(changed);
  return [...state.assignments.values()].flatMap(({ path, assignment: { pr_number, status } }) =>
    pr_number !== null && status === "review" && paths.has(path) ? [pr_number] : [],
  );
}

/** Issues of the diagrams whose assignment files somebody changed. */
function issuesOf({ state }: Fold, changed: readonly string[]): number[] {
  if (changed.length === 0) return [];
  const paths = new Set(changed);
  return [...state.assignments.values()].flatMap(({ path, assignment: { issue } }) =>
    issue !== undefined && paths.has(path) ? [issue] : [],
  );
}

/** Before anything is looked at: all looks of a batch see pull requests as they are now, so all need what is certain of them. */
function noteClosingTexts(fold: Fold, events: readonly TrackerEvent[]): void {
  for (const event of events) {
    if (event.kind === "pull-request" && event.closedWith)
      fold.closedWith.set(event.number, event.closedWith);
  }
}

function lookAt(fold: Fold, number: number): string {
  if (fold.state.configBroken) return "not looked at: the configuration is broken";
  const pr = fold.pullRequest(number);
  return pr ? syncPullRequest(fold, pr) : `there is no pull request #${number}`;
}

/** A button of a check: run it again, or override it, which takes more than a click. */
function decideCheckEvent(fold: Fold, event: CheckEvent): { decision: string; answer?: Answer } {
  const { headSha, number, wish } = event;
  const numbers = number === null ? fold.checks.pullRequestsOf({ headSha, queue: null }) : [number];
  if (wish === "override") {
    const [one] = numbers;
    return one === undefined
      ? { decision: "an override of no pull request" }
      : { decision: "told how to override", answer: answerOverride(fold, event, one) };
  }
  for (const one of numbers) {
    lookAt(fold, one);
    fold.checks.runAgain(one, event.key);
  }
  return { decision: `checked again: ${numbers.map((one) => `#${one}`).join(", ") || "no pull request"}` };
}

function answerOverride(fold: Fold, event: CheckEvent, number: number): Answer {
  const { key, by, byId } = event;
  const { say } = fold;
  const { maintainers } = fold.state.config.roles;
  const pr = fold.pullRequest(number);
  const isDeclined = !fold.hasRole("maintainer", presserOf(event));
  const text = isDeclined
    ? say.checks.overrideNotYours(maintainers.permission)
    : say.checks.overrideHow(pr ? [...worksOn(fold, pr).linked.keys()] : []);
  const asked = { key, thread: number, author: by, ...(byId !== undefined && { authorId: byId }) };
  return { event: asked, blocks: [`- ${text}`], isDeclined };
}

/** At once, so that what is heard next meets the campaign as it would in a batch of its own. */
function lookAgain(fold: Fold): void {
  for (const number of fold.lookAgain) lookAt(fold, number);
  fold.lookAgain.clear();
}

function planNotices(fold: Fold): Notice[] {
  if (fold.state.configBroken) return [];
  return [...fold.touched].flatMap((number) => {
    const pr = fold.pullRequest(number);
    return (pr && planNotice(fold, pr)) ?? [];
  });
}

/** After the notices: by then everything that was to be looked at again has been. */
function planRequests(fold: Fold): ReviewRequest[] {
  if (fold.state.configBroken) return [];
  return [...fold.touched].flatMap((number) => {
    const pr = fold.pullRequest(number);
    return pr ? planReviewRequests(fold, pr) : [];
  });
}
