import type { Assignment } from "../domain/assignment.ts";
import type { CivilDate } from "../domain/civil-date.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { StatusLabel } from "../domain/issues-config.ts";
import type { Problem } from "../domain/problem.ts";
import type { FileChange } from "../domain/source-file.ts";
import type { DeclinedReply } from "../facts/batch.ts";
import type { MissingForChecks } from "../facts/check-facts.ts";
import type { ContentsQuestion } from "../facts/contents.ts";
import type { OnboardEvent } from "../facts/event.ts";
import type { LabelFacts } from "../facts/issue-facts.ts";
import type { EarlierOnboarding, OnboardingQuestion } from "../facts/onboarding-facts.ts";
import type { CheckReport } from "../gates/check-report.ts";

/** What is to be done about a batch, as data. Executing it twice is as good as once: see `src/github/execute.ts`. */
export interface Plan {
  /** Every file that changes, whole; empty: no commit. */
  readonly files: readonly FileChange[];
  /** Null exactly when no file changes. Trailers and [skip ci] are the executor's. */
  readonly message: CommitMessage | null;
  /** Who the commit names as its co-authors: `ada <583231+ada@users.noreply.github.com>`. */
  readonly credits: readonly string[];
  readonly replies: readonly Reply[];
  /** The answers among them that count for the limit of what somebody is declined, or a bot is replied to. */
  readonly declined: readonly DeclinedReply[];
  readonly notices: readonly Notice[];
  /** Issues to be opened for diagrams that have none. */
  readonly newIssues: readonly NewIssue[];
  /** A pull request that sets a campaign up; null: none is due. */
  readonly onboarding: Onboarding | null;
  /** Who asked for such a pull request: that is an event of its own. */
  readonly onboardingAsked: readonly OnboardEvent[];
  /** What is to change beside diagrams' own issues. */
  readonly sidebars: readonly SidebarWork[];
  /** Whom GitHub is to ask for a review, and whom no more. */
  readonly reviewRequests: readonly ReviewRequest[];
  /** What the checks say now; those that say so already are not posted again. */
  readonly checks: readonly PlannedCheck[];
  /** Addresses of sources to look at some time. */
  readonly links: readonly PlannedLinks[];
  /** Diagrams that somebody holds and the catalog names no more, to be told to the maintainers; null: nothing new of that. */
  readonly vanished: readonly VanishedDiagram[] | null;
  /** What is wrong in the repository's files. None of it stopped anything else. */
  readonly problems: readonly Problem[];
  /** What the issue about it says; null: nobody looked. */
  readonly broken: BrokenFiles | null;
  /** Null: nobody looked, or there is nothing to say. */
  readonly weeklyReview: WeeklyReview | null;
  /** One line for each event: what was decided and why, for the log. */
  readonly log: readonly LogLine[];
}

interface BrokenFiles {
  /** Null: nothing is broken, so the issue is closed. */
  readonly issue: MaintainersIssue | null;
  /** What is said when it is closed. */
  readonly mended: string;
}

/** An issue of the bot's for one purpose, found again by its marker. */
export interface MaintainersIssue {
  /** An HTML comment, which nobody sees. It becomes the last line. */
  readonly marker: string;
  readonly title: string;
  readonly body: string;
}

/** The issue with the state of the campaign, unless a maintainer closed it, and the comment of a week, once. */
export interface WeeklyReview {
  readonly issue: MaintainersIssue;
  /** Of the week in which it is said; the comment is about the one before. */
  readonly monday: CivilDate;
  /** Null: nothing happened in that week. */
  readonly comment: string | null;
}

export const NOTHING_TO_DO: Plan = {
  files: [],
  message: null,
  credits: [],
  replies: [],
  declined: [],
  notices: [],
  newIssues: [],
  onboarding: null,
  onboardingAsked: [],
  sidebars: [],
  reviewRequests: [],
  checks: [],
  links: [],
  vanished: null,
  problems: [],
  broken: null,
  weeklyReview: null,
  log: [],
};

/** What the commit says; neither part mentions anybody with an @. */
export interface CommitMessage {
  /** At most 72 characters. */
  readonly headline: string;
  /** One line for each diagram that changed; may be empty. */
  readonly body: string;
}

/** A new comment on a thread, answering one or more events. */
export interface Reply {
  readonly thread: number;
  /** Markdown, at most 65,536 characters with its hidden marker. */
  readonly body: string;
  /** Keys of the events that it answers. */
  readonly answers: readonly string[];
  /** Those whom it answers, by `accountKey`. */
  readonly people: readonly string[];
}

/** The one comment on a pull request that is kept up to date: made, or changed to the new body. */
export interface Notice {
  readonly thread: number;
  /** Null: there is none yet. */
  readonly commentId: number | null;
  readonly body: string;
}

export interface Onboarding {
  /** The commit that it is made on: the default branch's. */
  readonly base: { readonly branch: string; readonly oid: string };
  /** The one that is open already; null: it is to be opened. */
  readonly earlier: EarlierOnboarding | null;
  readonly files: readonly FileChange[];
  readonly title: string;
  /** Without the marker, which names the commit. */
  readonly body: string;
  /** Key of the event that it is due for. */
  readonly answers: string;
}

export interface NewIssue {
  readonly diagram: DiagramId;
  readonly title: string;
  /** Its last line is the marker. */
  readonly body: string;
  /** Null: none. */
  readonly label: string | null;
  readonly makeLabels: readonly StatusLabel[];
  /** Key of the event that asked for it; null: an earlier batch's. */
  readonly answers: string | null;
}

/** Beside one issue: each thing alone, so that what others change at the same time stays. */
export interface SidebarWork {
  readonly issue: number;
  /** GitHub's name of it for changes. */
  readonly nodeId: string;
  /** The pull request that its diagram is with; null: none. */
  readonly pullRequest: number | null;
  /** Login of who shall be assigned; null: nobody. */
  readonly assign: string | null;
  /** What is said where GitHub does not assign them. */
  readonly notAssigned: string;
  /** Logins. */
  readonly unassign: readonly string[];
  /** `id`: null for one that has to be made first. */
  readonly addLabel: { readonly name: string; readonly id: string | null } | null;
  readonly removeLabels: readonly LabelFacts[];
  readonly makeLabels: readonly StatusLabel[];
  readonly state: "close" | "reopen" | null;
  /** When a pull request was merged with which GitHub closes the issue itself, a moment later (ISO instant); null: none was. */
  readonly closesWith: string | null;
  /** Since when what people do there counts (ISO instant); null: whenever. */
  readonly since: string | null;
  /** Key of the event whose answer says what could not be done; null: nobody asked. */
  readonly answers: string | null;
}

/** One person on one pull request. */
export interface ReviewRequest {
  readonly pullRequest: number;
  /** Login. */
  readonly reviewer: string;
  readonly change: "ask" | "withdraw";
}

/** A check run of one name on one commit. */
export interface PlannedCheck {
  readonly pullRequest: number;
  /** Other pull requests with the same head that it is about, too. */
  readonly others?: readonly number[];
  readonly headSha: string;
  readonly report: CheckReport;
  /** Keys of the events that asked for it: then it is posted although it says the same as before. */
  readonly again: readonly string[];
  /** It has nothing to say; it is posted only where an older run says otherwise. */
  readonly onlyReplaces: boolean;
}

/** The pull request is looked at again when something new is known of these. */
export interface PlannedLinks {
  readonly pullRequest: number;
  readonly urls: readonly string[];
}

export interface VanishedDiagram {
  readonly now: Assignment;
  /** Of its file. */
  readonly path: string;
}

export interface LogLine {
  readonly key: string;
  readonly decision: string;
  /** Whether it changed any assignment. */
  readonly changed: boolean;
}

/** Facts that the decision turned out to need. Read them and decide again from the start. */
export interface Missing {
  readonly people: readonly string[];
  readonly pullRequests: readonly number[];
  readonly openPullRequests: boolean;
  readonly contents: readonly ContentsQuestion[];
  /** Numbers of merged pull requests whose patches are asked for. */
  readonly patches: readonly number[];
  /** Numbers of pull requests of which it matters who wrote what in the description. */
  readonly descriptions: readonly number[];
  /** Paths of files of which it matters which commits touched them. */
  readonly histories: readonly string[];
  /** Numbers of issues. */
  readonly issues: readonly number[];
  /** Names of labels. */
  readonly labels: readonly string[];
  /** Issues on which it matters what was answered, of what was said since (ISO instant). */
  readonly answered: readonly { readonly issue: number; readonly since: string }[];
  /** Accounts of which it matters what they are called now. */
  readonly accounts: readonly { readonly login: string; readonly id: number }[];
  /** Issues and pull requests of which it matters whether they take comments. */
  readonly threads: readonly number[];
  /** Who made what waits on the bot's own branch. */
  readonly stateBranch: boolean;
  /** What there is to know before a campaign is offered; null: nobody asks. */
  readonly onboarding: OnboardingQuestion | null;
  readonly checks?: MissingForChecks;
}

export type Decision =
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "missing"; readonly missing: Missing };
