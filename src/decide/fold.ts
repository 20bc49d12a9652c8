import type { Situation } from "../commands/command.ts";
import type { Assignment } from "../domain/assignment.ts";
import { assignmentOf, type Campaign } from "../domain/campaign.ts";
import { currentId, type Diagram } from "../domain/catalog.ts";
import { renamedFrom } from "../domain/catalog-renames.ts";
import type { CivilDate } from "../domain/civil-date.ts";
import { assignedTo } from "../domain/claims.ts";
import { isBlocked } from "../domain/config.ts";
import { type DiagramId, diagramIdOf } from "../domain/diagram-id.ts";
import { afterPause, type Pause } from "../domain/pause.ts";
import { renamed } from "../domain/people.ts";
import type { Person } from "../domain/person.ts";
import { firstError, type Problem } from "../domain/problem.ts";
import type { RepositoryState } from "../domain/repository-state.ts";
import type { PersonFacts, Role } from "../domain/roles.ts";
import { hasRole } from "../domain/roles.ts";
import { dayIn } from "../domain/time-zone.ts";
import { withReminder } from "../domain/timer-fields.ts";
import { canBeNotified } from "../domain/timers.ts";
import { handedOver } from "../domain/waiting.ts";
import type { PullRequestContents } from "../facts/contents.ts";
import type { OnboardEvent, TrackerEvent } from "../facts/event.ts";
import type { FileHistory } from "../facts/file-history.ts";
import type { Snapshot } from "../facts/repository-facts.ts";
import type { Check } from "../gates/all-checks.ts";
import type { Messages } from "../messages/english/english.ts";
import { messagesIn } from "../messages/messages.ts";
import { AskedFacts } from "./asked-facts.ts";
import { CheckQuestions } from "./check-questions.ts";
import { currentLogins } from "./current-logins.ts";
import type { StandingDrawing } from "./links/drawn-diagrams.ts";
import type { LogLine, Missing, Onboarding } from "./plan.ts";
import type { PendingReminder } from "./timers/note.ts";

export interface DecideInput {
  readonly snapshot: Snapshot;
  readonly events: readonly TrackerEvent[];
  /** Rights by login in lower case, as far as they were read. */
  readonly people: ReadonlyMap<string, PersonFacts>;
  /** ISO instant that counts as now for the whole batch. */
  readonly now: string;
  /** How many replies of the last hour count for a limit, by `accountKey` and `botRepliesKey`; absent: nobody counts. */
  readonly declined?: ReadonlyMap<string, number>;
  /** Comments by key that a commit (its OID) carried out long ago, whose answer was lost: they are not run again. */
  readonly unanswered?: ReadonlyMap<string, string>;
  /** Keys that the replies of an earlier try answer which are still to be posted. */
  readonly posting?: ReadonlySet<string>;
  /** Keys of events of which GitHub does not store what they would write. */
  readonly refused?: ReadonlySet<string>;
  /** Diagrams for which an earlier try was to open an issue. */
  readonly newIssues?: readonly DiagramId[];
  /** Default: all there are. */
  readonly checks?: readonly Check[];
}

/**
 * The campaign while the events of a batch are folded over it. It starts as the snapshot, takes every change, and
 * notes which facts were asked for in vain: then the batch is decided again with them, from the start.
 */
export class Fold extends AskedFacts {
  readonly state: RepositoryState;
  readonly today: CivilDate;
  /** ISO instant that counts as now. */
  readonly now: string;
  /** The event that is being decided on. */
  handling: Pick<TrackerEvent, "key" | "at"> | null = null;
  readonly unanswered: ReadonlyMap<string, string>;
  /** Keys that what an earlier try left to be said answers. */
  readonly posting: ReadonlySet<string>;
  /** What timers say to people. */
  readonly pendingReminders: PendingReminder[] = [];
  readonly refused: ReadonlySet<string>;
  readonly log: LogLine[] = [];
  /** Pull requests whose notice has to be looked at. */
  readonly touched = new Set<number>();
  /** Pull requests that may carry more since a command was run, so that they are looked at once more. */
  readonly lookAgain = new Set<number>();
  /** What happened to each diagram, for the commit message. */
  readonly history: { readonly id: DiagramId; readonly what: string }[] = [];
  /** What happened to the campaign as a whole. */
  readonly pauseHistory: string[] = [];
  /** The diagrams that changed: how the batch found them, and what changed them last. */
  readonly changed = new Map<
    DiagramId,
    { readonly before: Assignment; readonly key: string | null; readonly at: string }
  >();
  /** Issues of diagrams whose sidebars have to be looked at, and since when (ISO instant; null: whenever) what people did there counts. */
  readonly sidebars = new Map<number, string | null>();
  /** Diagrams for which an issue is to be opened, with the key of the event that asked for it; null: an earlier batch's. */
  readonly newIssues: Map<DiagramId, string | null>;
  readonly checks: CheckQuestions;
  /** What stands in the files of pull requests, as far as somebody asked. */
  readonly drawings = new WeakMap<PullRequestContents, readonly StandingDrawing[]>();
  /** Null: the campaign goes on. */
  pause: Pause | null;
  /** What pull requests said when they were closed, by number. */
  readonly closedWith = new Map<number, { readonly title: string; readonly body: string }>();
  private readonly working: Map<DiagramId, Assignment>;
  /** Of diagrams that somebody holds, and that the catalog names no more. They can be given back, and nothing else. */
  private readonly vanished: Map<DiagramId, Assignment>;
  /** A pull request that sets a campaign up; null: none is due. */
  onboarding: Onboarding | null = null;
  readonly onboardingAsked: OnboardEvent[] = [];
  /** Whether labels that are not there are made, as far as somebody asked. */
  private makesLabels: boolean | null = null;

  constructor(input: DecideInput, state: RepositoryState, lastGood: ReadonlyMap<DiagramId, Assignment>) {
    const known = [...(input.snapshot.accounts ?? [])];
    const named = known.flatMap(([id, login]) => (login === null ? [] : [[id, login] as const]));
    const logins = new Map([...named, ...currentLogins(input.events, input.snapshot)]);
    super(input.snapshot, input.people, logins);
    this.state = state;
    this.pause = state.pause;
    this.unanswered = input.unanswered ?? new Map();
    this.posting = input.posting ?? new Set();
    this.refused = input.refused ?? new Set();
    this.newIssues = new Map((input.newIssues ?? []).map((id) => [id, null]));
    this.checks = new CheckQuestions(input.snapshot.checks);
    this.today = dayIn(state.config.time_zone, input.now);
    this.now = input.now;
    this.working = new Map(lastGood);
    for (const [id, { assignment, path }] of state.assignments) {
      this.working.set(id, assignment);
      const was = diagramIdOf(path);
      if (was === null || was === id) continue;
      this.history.push({ id, what: renamedFrom(was) });
      if (assignment.pr_number !== null) this.touched.add(assignment.pr_number);
    }
    this.vanished = new Map([...state.vanished].map(([id, { assignment }]) => [id, assignment]));
  }

  get gone(): ReadonlyMap<DiagramId, Assignment> {
    return this.vanished;
  }

  get campaign(): Campaign {
    const { catalog, config } = this.state;
    return { catalog, config, assignments: this.working, today: this.today };
  }

  assignment(id: DiagramId): Assignment {
    return this.vanished.get(id) ?? assignmentOf(this.campaign, id);
  }

  /** What is written anew names people as their accounts are called now. */
  write(change: Assignment, what: string): void {
    const before = this.assignment(change.diagram_id);
    if (change === before) return;
    const next = renamed(change, this.logins);
    // What is said about its pull request may be different now, wherever the change came from.
    for (const number of [before.pr_number, next.pr_number]) if (number !== null) this.touched.add(number);
    this.set(next, before);
    this.history.push({ id: next.diagram_id, what });
    if (before.assignee !== null && next.assignee === null) this.handOver(next.diagram_id);
  }

  /** What is free goes to the first in its line who may have it, before anybody else can take it. */
  handOver(id: DiagramId): void {
    const now = this.assignment(id);
    if (now.waiting === undefined || this.pause !== null || this.isBroken(id) || this.vanished.has(id))
      return;
    const given = handedOver(now, this.campaign, (person) => {
      if (!canBeNotified(this.state.config, person)) return false;
      const account = this.account(person);
      if (account === null || account === "gone") return account === null ? null : false;
      const facts = this.person(account);
      return facts && facts.permission !== "none";
    });
    if (given === null) return;
    const { assignment } = given;
    const account = this.account(given.to);
    const to = account === null || account === "gone" ? given.to : account;
    const { thread } = assignment;
    const note = { what: "given", on: this.today, ...(thread !== undefined && { thread }) } as const;
    // That it was taken from somebody is still to be said to them.
    const earlier = now.reminders?.filter(({ what }) => what === "released");
    const reminders = withReminder(earlier, [note]);
    this.write({ ...assignment, reminders }, `given to ${to.login}, who waited for it`);
    if (thread !== undefined)
      this.pendingReminders.push({ id, note, to, thread, event: this.handling?.key ?? "" });
  }

  private set(next: Assignment, before: Assignment): void {
    const id = next.diagram_id;
    const where = this.vanished.has(id) ? this.vanished : this.working;
    where.set(id, next);
    const { key = null, at = this.now } = this.handling ?? {};
    this.changed.set(id, { before: this.before(id, before), key, at });
  }

  /** How the batch found the diagram. */
  before(id: DiagramId, otherwise = this.assignment(id)): Assignment {
    return this.changed.get(id)?.before ?? otherwise;
  }

  /** The issue that is the diagram's own from now on, beside what else was written of it. */
  recordIssue(id: DiagramId, issue: number): void {
    const before = this.assignment(id);
    this.set({ ...before, issue }, before);
  }

  /** Labels are made with the campaign's first issue only: what is missing later somebody renamed or deleted. */
  get mayMakeLabels(): boolean {
    this.makesLabels ??= ![...this.state.assignments.values()].some(
      ({ assignment: { issue } }) => issue !== undefined && !this.isUnfinished(issue),
    );
    return this.makesLabels;
  }

  /** An earlier try of the batch recorded it, and may not have come to the rest. */
  private isUnfinished(issue: number): boolean {
    return (this.sidebars.get(issue) ?? null) !== null;
  }

  /** Pauses the campaign, or ends a pause: then every due date moves, and what waited for a claim is looked at again. */
  setPause(next: Pause | null, what: string): void {
    const before = this.pause;
    this.pause = next;
    this.pauseHistory.push(what);
    if (before === null || next !== null) return;
    for (const assignment of [...this.working.values()]) {
      this.write(afterPause(assignment, before, this.campaign), "due later, after the pause");
    }
    for (const id of [...this.working.keys()]) this.handOver(id);
    for (const { number } of this.openPullRequests()) this.lookAgain.add(number);
  }

  /** Also by an earlier ID. */
  isKnown(id: DiagramId): boolean {
    return currentId(this.state.catalog, id) !== null;
  }

  /** Its file cannot be read, or that of the catalog in which it is: it stays as it is. */
  isBroken(id: DiagramId): boolean {
    return this.state.broken.has(id) || !this.isKnown(id);
  }

  /** What is wrong in its own file; null: nothing. */
  whyBroken(id: DiagramId): Problem | null {
    return firstError(this.state.broken.get(id)?.problems ?? []) ?? null;
  }

  /** What was found to be so of the whole catalog is said with what keeps it from being whole. */
  aboutCatalog(text: string): string {
    const [first, ...more] = this.state.catalogBroken;
    return first ? `${text} ${this.say.broken.notAll(first, more.length)}` : text;
  }

  /** Of names that the catalog has not: while it is not whole nobody knows. */
  notFound(typed: readonly string[], otherwise: string): string {
    const [first, ...more] = this.state.catalogBroken;
    return first ? this.say.broken.perhapsUnread(typed, first, more.length) : otherwise;
  }

  isBlocked(person: Person | null): boolean {
    return isBlocked(this.state.config, person);
  }

  hasRole(role: Role, person: Person): boolean {
    const { login } = person;
    const known = hasRole(role, person, this.state.config, this.people.get(login.toLowerCase()));
    if (known === null) this.asked.people.add(login);
    return known === true && (role === "contributor" || !this.isBlocked(person));
  }

  /** The commits that touched the diagram's file, with their page; null where there is none, and while they are not known. */
  fileHistory(id: DiagramId): (FileHistory & { readonly page: string }) | null {
    const { url, trackerBranch } = this.snapshot;
    const path = (this.state.assignments.get(id) ?? this.state.broken.get(id))?.path;
    if (path === undefined) return null;
    const found = this.commitsOf(path);
    return found ? { ...found, page: encodeURI(`${url}/commits/${trackerBranch}/${path}`) } : null;
  }

  /** The diagrams that a pull request is linked to now. */
  linkedTo(number: number): DiagramId[] {
    const linked: DiagramId[] = [];
    for (const [id, { pr_number }] of this.working) if (pr_number === number) linked.push(id);
    return linked;
  }

  /** The diagrams that a person holds, as far as they count. */
  assignedTo(person: Person, isCounted: (assignment: Assignment) => boolean): DiagramId[] {
    return assignedTo(this.campaign, person, isCounted);
  }

  /** What was asked for in vain; null: nothing. */
  get missing(): Missing | null {
    return this.missingBeside(this.checks.missing);
  }

  /** The sentences, in the campaign's language. */
  get say(): Messages {
    return messagesIn(this.state.config.language);
  }

  get trackerUrl(): string {
    const { url, trackerBranch } = this.snapshot;
    const [document = "TRACKER.md"] = this.state.config.paths.tracker;
    return encodeURI(`${url}/blob/${trackerBranch}/${document}`);
  }

  get guideUrl(): string | null {
    const { url, defaultBranch } = this.snapshot;
    const { guide } = this.state.config.paths;
    return guide === undefined ? null : encodeURI(`${url}/blob/${defaultBranch}/${guide}`);
  }

  situation(
    comment: Pick<Situation, "actor" | "writtenAt" | "thread" | "commands">,
  ): Omit<Situation, "verifying"> {
    const { actor } = comment;
    return {
      ...comment,
      say: this.say,
      campaign: this.campaign,
      gone: this.gone,
      pause: this.pause,
      trackerUrl: this.trackerUrl,
      guideUrl: this.guideUrl,
      isBroken: (diagram: Diagram) => this.isBroken(diagram.id),
      aboutCatalog: (text) => this.aboutCatalog(text),
      notFound: (typed, otherwise) => this.notFound([typed], otherwise),
      isBlocked: (person) => this.isBlocked(person),
      may: (role) => this.hasRole(role, actor),
      person: (person) => this.person(person),
      url: this.snapshot.url,
      fileHistory: (id) => this.fileHistory(id),
      pullRequest: (number) => this.pullRequest(number),
    };
  }
}
