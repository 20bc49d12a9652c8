import type { Person } from "../domain/person.ts";
import { type PersonFacts, rightsOf } from "../domain/roles.ts";
import {
  type ContentsQuestion,
  contentsKey,
  type FilePatch,
  type PullRequestContents,
} from "../facts/contents.ts";
import type { FileHistory } from "../facts/file-history.ts";
import type { IssueFacts } from "../facts/issue-facts.ts";
import type { OnboardingFacts, OnboardingQuestion } from "../facts/onboarding-facts.ts";
import type { PullRequestFacts, PullRequestMention } from "../facts/pull-request-facts.ts";
import type { Snapshot } from "../facts/repository-facts.ts";
import type { Revision } from "../facts/revision.ts";
import type { StateBranchFacts } from "../facts/state-branch-facts.ts";
import type { ThreadState } from "../facts/thread-facts.ts";
import type { Missing } from "./plan.ts";

/**
 * What is known of GitHub while a batch is decided. Whatever is asked for in vain is noted: then it is read, and the batch is decided
 * again with it, from the start.
 */
export class AskedFacts {
  readonly snapshot: Snapshot;
  /** Rights by login in lower case, as far as they were read. */
  protected readonly people: ReadonlyMap<string, PersonFacts>;
  /** What accounts are called now, by their IDs. */
  protected readonly logins: ReadonlyMap<number, string>;
  protected readonly asked = {
    people: new Set<string>(),
    pullRequests: new Set<number>(),
    open: false,
    contents: new Map<string, ContentsQuestion>(),
    patches: new Set<number>(),
    descriptions: new Set<number>(),
    histories: new Set<string>(),
    issues: new Set<number>(),
    labels: new Set<string>(),
    answered: new Map<number, string>(),
    threads: new Set<number>(),
    accounts: new Map<number, string>(),
    stateBranch: false,
    onboarding: null as OnboardingQuestion | null,
  };

  constructor(
    snapshot: Snapshot,
    people: ReadonlyMap<string, PersonFacts>,
    logins: ReadonlyMap<number, string>,
  ) {
    this.snapshot = snapshot;
    this.people = people;
    this.logins = logins;
  }

  person(person: Person): PersonFacts | null {
    const facts = this.people.get(person.login.toLowerCase());
    if (!facts) this.asked.people.add(person.login);
    return facts ? rightsOf(person, facts) : null;
  }

  pullRequest(number: number): PullRequestFacts | null {
    const facts = this.snapshot.pullRequests.get(number);
    // A null entry means that it was asked for and is not there.
    if (facts === undefined) this.asked.pullRequests.add(number);
    return facts ?? null;
  }

  /** As their account is called now: `gone`, or null while that is not known. Who has no ID is who is called so. */
  account(person: Person): Person | "gone" | null {
    const { login, id } = person;
    if (id === null) return person;
    const known = this.logins.get(id) ?? this.snapshot.accounts?.get(id);
    if (known === undefined) this.asked.accounts.set(id, login);
    return known === undefined ? null : known === null ? "gone" : { login: known, id };
  }

  /** Null where there is none of that number, and while it is not known. */
  issue(number: number): IssueFacts | null {
    const facts = this.snapshot.issues?.get(number);
    if (facts === undefined) this.asked.issues.add(number);
    return facts ?? null;
  }

  /** GitHub's name of a label; null where the repository has none of that name, and while it is not known. */
  label(name: string): string | null {
    const { labels } = this.snapshot;
    const id = labels?.ids.get(name.toLowerCase());
    if (id === undefined && labels?.isWhole !== true) this.asked.labels.add(name);
    return id ?? null;
  }

  /** Keys that replies of ours on the thread answer, of what was said since an instant, with when; null while that is not known. */
  answeredOn(issue: number, since: string): ReadonlyMap<string, string> | null {
    const found = this.snapshot.answered?.get(issue);
    const earlier = this.asked.answered.get(issue);
    if (!found) this.asked.answered.set(issue, earlier !== undefined && earlier < since ? earlier : since);
    return found ?? null;
  }

  /** Whether an issue or pull request takes comments; null while that is not known. */
  thread(number: number): ThreadState | null {
    const found = this.snapshot.threads?.get(number);
    if (!found) this.asked.threads.add(number);
    return found ?? null;
  }

  /** The files of a pull request at a commit; null while they are not known, and where nobody can read them. */
  contents(question: ContentsQuestion): PullRequestContents | null {
    const { contents } = this.snapshot;
    if (contents === null) return null;
    const key = contentsKey(question);
    const found = contents.get(key);
    if (!found) this.asked.contents.set(key, question);
    return found ?? null;
  }

  /** How a merged pull request changed its files; null while that is not known, and where GitHub does not say. */
  patches(number: number): readonly FilePatch[] | null {
    const found = this.snapshot.patches.get(number);
    if (found === undefined) this.asked.patches.add(number);
    return found ?? null;
  }

  /** What its description was, oldest first; null while that is not known, and where GitHub does not say. */
  description(number: number): readonly Revision[] | null {
    const found = this.snapshot.descriptions.get(number);
    if (found === undefined) this.asked.descriptions.add(number);
    return found ?? null;
  }

  /** The commits that touched a file; null while they are not known, and where GitHub does not say. */
  protected commitsOf(path: string): FileHistory | null {
    const found = this.snapshot.histories?.get(path);
    if (found === undefined) this.asked.histories.add(path);
    return found ?? null;
  }

  /** What waits on the bot's own branch; null while that is not known, and where nobody can tell. */
  stateBranch(): StateBranchFacts | null {
    const { stateBranch: found } = this.snapshot;
    if (found === undefined) this.asked.stateBranch = true;
    return found ?? null;
  }

  /** What there is to know before a campaign is offered; null while that is not known, and where there is nothing. */
  onboardingFacts(question: OnboardingQuestion): OnboardingFacts | null {
    const { onboarding: found } = this.snapshot;
    const isKnown =
      found === null || (found !== undefined && (question === "standing" || found.proposal !== undefined));
    if (isKnown) return found;
    this.asked.onboarding = question;
    return null;
  }

  /** All open pull requests; empty while they are not known. */
  openPullRequests(): readonly PullRequestMention[] {
    if (this.snapshot.openPullRequests === null) this.asked.open = true;
    return this.snapshot.openPullRequests ?? [];
  }

  /** What was asked for in vain, here and by the checks; null: nothing. */
  protected missingBeside(checks: Missing["checks"] | null): Missing | null {
    const { people, pullRequests, open, contents, patches, descriptions, histories, stateBranch } =
      this.asked;
    const { issues, labels, answered, threads, accounts, onboarding } = this.asked;
    const ofPullRequests =
      pullRequests.size + contents.size + patches.size + descriptions.size + histories.size;
    const ofThreads = issues.size + labels.size + answered.size + threads.size;
    const asked = people.size + accounts.size + ofPullRequests + ofThreads;
    if (asked === 0 && !open && !stateBranch && !checks && !onboarding) return null;
    const facts = {
      people: [...people],
      pullRequests: [...pullRequests],
      openPullRequests: open,
      contents: [...contents.values()],
      patches: [...patches],
      descriptions: [...descriptions],
      histories: [...histories],
      issues: [...issues],
      labels: [...labels],
      answered: [...answered].map(([issue, since]) => ({ issue, since })),
      threads: [...threads],
      accounts: [...accounts].map(([id, login]) => ({ id, login })),
      stateBranch,
      onboarding,
    };
    return checks ? { ...facts, checks } : facts;
  }
}
