/**
 * What people say in a diagram's sidebar: to assign oneself is `/claim`, to take oneself off `/release`, and of others it is
 * `/assign` and `/release`, by whoever the issue's timeline names. It is run as that command, with all its rules.
 *
 * A webhook only says that something happened there. What was said is told from the timeline, as far as it still stands; what
 * a reply of ours answers was heard before. Without the right nothing changes, that is said once, and the sidebar is left as it is.
 */
import type { Assignment } from "../domain/assignment.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { holderOf } from "../domain/people.ts";
import { isSamePerson, type Person } from "../domain/person.ts";
import type { CommentEvent, TrackerEvent } from "../facts/event.ts";
import type { IssueFacts, SidebarChange } from "../facts/issue-facts.ts";
import type { Fold } from "./fold.ts";
import { ownDiagram } from "./new-issues.ts";
import { diagramIn, isThere, noteOwnIssue, ownersOfIssue } from "./own-issue.ts";
import { type Answer, runComment } from "./run-comment.ts";

type IssueEvent = TrackerEvent<"issue">;

interface Word extends SidebarChange {
  readonly by: Person;
  readonly person: Person;
}

export function decideSidebarCommands(
  fold: Fold,
  event: IssueEvent,
): { readonly decision: string; readonly answers: readonly Answer[] } {
  const nothing = { answers: [] };
  const { config, configBroken } = fold.state;
  if (configBroken) return { decision: "the sidebar is not looked at", ...nothing };
  const [owner] = ownersOfIssue(fold, event.number);
  const issue = fold.issue(event.number);
  if (issue === null) return { decision: "there is no such issue", ...nothing };
  const opened = owner === undefined ? noteOpened(fold, issue) : null;
  if (opened !== null) return { decision: `${opened} has it for its own`, ...nothing };
  const id = owner ?? diagramIn(fold, issue.title);
  if (id === null || fold.isBroken(id)) return { decision: "it is no diagram's issue", ...nothing };
  if (owner !== undefined)
    fold.sidebars.set(event.number, event.since ?? fold.sidebars.get(event.number) ?? null);
  if (event.since !== undefined) return { decision: "the sidebar is looked at once more", ...nothing };
  const candidates = config.issues.assign ? wordsOn(issue, fold.assignment(id)) : [];
  const [since] = candidates.map(({ at }) => at).toSorted();
  const answered = since === undefined ? null : fold.answeredOn(event.number, since);
  const words = candidates.filter(({ id }) => answered?.has(wordKey(id)) === false);
  if (words.length === 0)
    return { decision: "the sidebar says what the file says, or what was heard before", ...nothing };
  const before = fold.history.length;
  const answers = words.flatMap((word) => run(fold, event, { word, issue, id }) ?? []);
  const changes = fold.history.slice(before).map((change) => `${change.id} ${change.what}`);
  return { decision: changes.join("; ") || "answered, nothing changed", answers };
}

/** The bot opened it for a diagram: that has it for its own from now on, unless it has another one. */
function noteOpened(fold: Fold, { number, openedFor }: IssueFacts): DiagramId | null {
  const id = ownDiagram(fold, openedFor);
  if (id === null || fold.isBroken(id) || isThere(fold, fold.assignment(id))) return null;
  fold.write({ ...fold.assignment(id), issue: number }, `its issue is #${number}`);
  return id;
}

/** In a marker; GitHub's own names have no spaces. */
function wordKey(id: string): string {
  return `sidebar-${id}`;
}

/** What was said last of each person, where the file says otherwise. */
function wordsOn({ changes, assignees }: IssueFacts, now: Assignment): Word[] {
  const words = changes.filter(isWord);
  const last = words.filter(
    (one, at) => !words.slice(at + 1).some((later) => isSamePerson(later.person, one.person)),
  );
  return last.filter((word) => {
    const stands = assignees.some((one) => isSamePerson(one, word.person));
    const isHolder = isSamePerson(holderOf(now), word.person);
    if (word.isOurs || word.isByBot) return false;
    if (word.what === "assigned") return stands && !isHolder;
    // What was taken off before the claim was not said about it.
    const isLater = now.start_date === null || word.at.slice(0, 10) >= now.start_date;
    return !stands && isHolder && now.status !== "complete" && isLater;
  });
}

function isWord(change: SidebarChange): change is Word {
  const { what, by, person } = change;
  return (what === "assigned" || what === "unassigned") && by !== null && person !== null;
}

function run(
  fold: Fold,
  event: IssueEvent,
  { word, issue, id }: { readonly word: Word; readonly issue: IssueFacts; readonly id: DiagramId },
): Answer | null {
  const { say } = fold;
  const comment = asComment(fold, event, { word, issue, id });
  const before = fold.assignment(id);
  const holder = holderOf(before);
  const isSecond =
    word.what === "assigned" &&
    !isSamePerson(word.by, word.person) &&
    holder !== null &&
    (isGivenJustNow(fold, id, holder) || issue.assignees.some((one) => isSamePerson(one, holder)));
  // One holds it; a second one who is assigned beside them takes it from nobody.
  const answer = isSecond
    ? {
        event: comment,
        isDeclined: true,
        blocks: [`- ${say.sidebar.oneAssignee(id, before, word.person.login)}`],
      }
    : (runComment(fold, comment)?.() ?? null);
  if (answer === null) return null;
  const changed = fold.assignment(id) === before ? [] : [id];
  noteOwnIssue(fold, comment, changed);
  const blocks = answer.isDeclined ? withLeft(answer.blocks, say.sidebar.leftAsItIs()) : answer.blocks;
  return { ...answer, blocks, event: { ...answer.event, key: event.key }, answers: [wordKey(word.id)] };
}

/** Given to them a moment ago, in this very batch, before GitHub shows it. */
function isGivenJustNow(fold: Fold, id: DiagramId, holder: Person): boolean {
  return !isSamePerson(holderOf(fold.before(id)), holder);
}

function withLeft(blocks: readonly string[], left: string): string[] {
  return blocks.map((block, at) => (at === blocks.length - 1 ? `${block} ${left}` : block));
}

/** The same, as somebody would have commented it. */
function asComment(
  fold: Fold,
  { key }: IssueEvent,
  { word, issue, id }: { readonly word: Word; readonly issue: IssueFacts; readonly id: DiagramId },
): CommentEvent {
  const { by, person, what, at } = word;
  const isOwn = isSamePerson(by, person);
  const command =
    what === "unassigned" ? `release ${id}` : isOwn ? `claim ${id}` : `assign ${id} @${person.login}`;
  const { prefix } = fold.state.config.commands;
  return {
    kind: "comment",
    key,
    at,
    thread: issue.number,
    onPullRequest: false,
    title: issue.title,
    author: by.login,
    ...(by.id !== null && { authorId: by.id }),
    body: `/${prefix === undefined ? "" : `${prefix} `}${command}`,
    previousBody: null,
  };
}
