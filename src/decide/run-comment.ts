import { COMMANDS } from "../commands/all.ts";
import { type Arguments, parseArguments, splitLeadingIds } from "../commands/arguments.ts";
import {
  type Command,
  type DiagramCommand,
  refuse,
  roleOf,
  type Situation,
  type Target,
  type Verdict,
} from "../commands/command.ts";
import { type CommandLine, parseComment } from "../commands/parse-comment.ts";
import { badAddress } from "../commands/source.ts";
import { say, sayOfCommand, sayOfComment, sayRefusal } from "../commands/wording.ts";
import type { Assignment } from "../domain/assignment.ts";
import { type Diagram, matchDiagrams } from "../domain/catalog.ts";
import type { CivilDate } from "../domain/civil-date.ts";
import { findDiagramIds, type IdPattern } from "../domain/diagram-id.ts";
import { isSamePerson } from "../domain/login.ts";
import { transition } from "../domain/status.ts";
import { suggest, suggestWord } from "../domain/suggest.ts";
import { suggestDiagram } from "../domain/suggest-diagram.ts";
import type { CommentEvent } from "../facts/event.ts";
import { code, plain } from "../tracker/inert.ts";
import type { Fold } from "./fold.ts";
import { worksOn } from "./links/links-of.ts";
import { verifying } from "./verifying.ts";

const COMMANDS_LIMIT = 20;
const DIAGRAMS_LIMIT = 50;
const DIAGRAMS_IN_COMMENT_LIMIT = 100;

/** What one comment, or one button, is answered: blocks of Markdown, in the order of the commands. */
export interface Answer {
  readonly event: Pick<CommentEvent, "key" | "thread" | "author">;
  readonly blocks: readonly string[];
}

interface Run {
  readonly line: CommandLine;
  readonly command: Command;
  readonly args: Arguments;
}

/** Runs the commands of a comment on the campaign. Null: it has none, and gets no answer. */
export function runComment(fold: Fold, event: CommentEvent): Answer | null {
  const isKnown = (pattern: IdPattern) => matchDiagrams(fold.state.catalog, pattern).length > 0;
  const lines = newLines(event, (line) => meaningOf(line, fold.today, isKnown));
  const runs: Run[] = [];
  const blocks: string[] = [];
  for (const line of lines) {
    const command = COMMANDS.find(({ name }) => name === line.name);
    const args = argumentsOf(command, line.rest, fold.today, isKnown);
    if (command) {
      runs.push({ line, command, args });
      continue;
    }
    // Other words belong to other bots, unless this looks like a slip in one of ours.
    const names = COMMANDS.map(({ name }) => name);
    const near = suggestWord(line.name, names);
    if (near && args.patterns.some(({ pattern }) => isKnown(pattern))) {
      blocks.push(`- ${code(`/${line.name}`)}: ${sayOfCommand.unknownCommand(near)}`);
    }
  }
  if (runs.length === 0) return blocks.length > 0 ? { event, blocks } : null;
  const commit = fold.unanswered.get(event.key);
  if (commit !== undefined) {
    return {
      event,
      blocks: [sayOfComment.carriedOut(`${fold.snapshot.url}/commit/${commit}`, fold.trackerUrl)],
    };
  }
  const refusal = whyNotRun(fold, event, runs);
  if (refusal !== null) return { event, blocks: [refusal] };
  for (const run of runs) blocks.push(...runCommand(fold, event, run));
  return { event, blocks };
}

function argumentsOf(
  command: Command | undefined,
  rest: string,
  today: CivilDate,
  isKnown: (pattern: IdPattern) => boolean,
): Arguments {
  if (command?.kind !== "diagrams" || !command.endsInText) return parseArguments(rest, today, isKnown);
  const [ids = "", text = ""] = splitLeadingIds(rest);
  return { ...parseArguments(ids, today, isKnown), text };
}

function whyNotRun(fold: Fold, event: CommentEvent, runs: readonly Run[]): string | null {
  if (fold.isBlocked(event.author)) return sayOfComment.blocked();
  const broken = fold.state.configBroken
    ? fold.state.problems.find(({ severity }) => severity === "error")
    : undefined;
  if (broken)
    return sayOfComment.configBroken(`${broken.file}:${broken.line}:${broken.column}`, broken.message);
  if (fold.state.catalog.diagrams.size === 0 && runs.some(({ command }) => command.name !== "help")) {
    return sayOfComment.noCatalog(fold.state.config.paths.catalog);
  }
  if (runs.length > COMMANDS_LIMIT) return sayOfComment.tooMany(runs.length, COMMANDS_LIMIT);
  const named = runs.reduce((sum, { args }) => sum + args.patterns.length, 0);
  const single = runs.some(({ args }) => args.patterns.length > DIAGRAMS_LIMIT);
  return named > DIAGRAMS_IN_COMMENT_LIMIT && !single
    ? sayOfComment.tooManyDiagrams(named, DIAGRAMS_IN_COMMENT_LIMIT)
    : null;
}

/** The commands that are there now and were not before the edit. IDs that an edited line had before do not count. */
function newLines(
  { body, previousBody }: CommentEvent,
  lineKey: (line: CommandLine) => string,
): CommandLine[] {
  const lines = parseComment(body);
  if (previousBody === null) return lines;
  const before = parseComment(previousBody);
  const old = new Map<string, number>();
  for (const line of before) old.set(lineKey(line), (old.get(lineKey(line)) ?? 0) + 1);
  const fresh = lines.filter((line) => {
    const count = old.get(lineKey(line)) ?? 0;
    if (count > 0) old.set(lineKey(line), count - 1);
    return count === 0;
  });
  return fresh.map((line) => {
    const words = new Set(before.filter(({ name }) => name === line.name).flatMap(({ rest }) => ids(rest)));
    const kept = line.rest.split(/\s+/).filter((word) => !words.has(word.toUpperCase().replace(/[,;]$/, "")));
    return ids(kept.join(" ")).length > 0 ? { ...line, rest: kept.join(" ") } : line;
  });
}

/** Two lines with the same meaning are the same command: who mends a word behind `/claim next` claims nothing more. */
function meaningOf(
  { name, rest }: CommandLine,
  today: CivilDate,
  isKnown: (pattern: IdPattern) => boolean,
): string {
  const command = COMMANDS.find((one) => one.name === name);
  const asTyped = `${name} ${rest.toUpperCase().split(/\s+/).join(" ")}`;
  if (command?.kind !== "diagrams" || command.endsInText) return asTyped;
  const { text: _text, words: _words, patterns, ...args } = argumentsOf(command, rest, today, isKnown);
  const isUnderstood = patterns.length > 0 || args.next;
  const named = patterns.map(({ text }) => text.toUpperCase());
  return isUnderstood ? JSON.stringify([name, named, args]) : asTyped;
}

const ids = (rest: string): string[] => findDiagramIds(rest, () => true);

function runCommand(fold: Fold, event: CommentEvent, { line, command, args }: Run): string[] {
  const typed = `/${line.name}${line.rest ? ` ${line.rest}` : ""}`;
  const whole = (text: string) => [
    `- ${code(typed.length > 80 ? `${typed.slice(0, 79)}…` : typed)}: ${text}`,
  ];
  const thread = { number: event.thread, onPullRequest: event.onPullRequest, title: event.title };
  const situation = {
    ...fold.situation(event.author, thread, COMMANDS),
    verifying: (now: Assignment) => verifying(fold, now, event.author),
  };
  if (command.kind === "query") return [command.answer(args, situation)];
  const role = roleOf(command);
  if (!situation.may(role)) return whole(sayOfCommand.needsRole(role, fold.state.config.roles));

  const wrong = args.problems[0] ?? command.check?.(args) ?? badAddress(args.urls);
  if (wrong) return whole(wrong);
  if (args.patterns.length > DIAGRAMS_LIMIT)
    return whole(sayOfCommand.tooMany(args.patterns.length, DIAGRAMS_LIMIT));
  const { diagrams, unknown } = chooseDiagrams(fold, command, args, situation);
  if (diagrams.length > DIAGRAMS_LIMIT) return whole(sayOfCommand.tooMany(diagrams.length, DIAGRAMS_LIMIT));
  if (diagrams.length === 0 && unknown.length === 0) {
    return whole(args.next ? sayOfCommand.nothingFree() : sayOfCommand.namesNone(command.example));
  }
  if (command.looksAgain && event.onPullRequest) fold.lookAgain.add(event.thread);
  return [...diagrams.map((diagram) => runOnDiagram(fold, command, diagram, args, situation)), ...unknown];
}

function runOnDiagram(
  fold: Fold,
  command: DiagramCommand,
  diagram: Diagram,
  args: Arguments,
  situation: Situation,
): string {
  const about = (text: string) => `- **${diagram.id}** ${plain(diagram.name)}: ${text}`;
  const broken = fold.state.broken.get(diagram.id);
  if (broken) return about(say.broken(broken.path));
  const verdict = judge(command, { diagram, now: fold.assignment(diagram.id) }, args, situation);
  if (verdict.change) {
    fold.write(verdict.change, `/${command.name} by ${situation.actor}`);
    // Its pull request may be somebody else's now, wherever that was said.
    const { pr_number } = verdict.change;
    if (command.looksAgain && pr_number !== null) fold.lookAgain.add(pr_number);
  }
  return about(verdict.text);
}

/** The status table decides whether the command may do what it does; the command decides the rest. */
function judge(command: DiagramCommand, target: Target, args: Arguments, situation: Situation): Verdict {
  const { now } = target;
  const { actor, may } = situation;
  const cause = { kind: "person", isHolder: isSamePerson(now.assignee, actor), may } as const;
  const step = transition(now, command.event, cause);
  if ("to" in step) return command.decide(target, step.to, args, situation);
  const said = command.refused?.(step.refused, target, args, situation);
  return said ?? refuse(sayRefusal(step.refused, now, command.doing ?? `${command.name} it`));
}

function chooseDiagrams(fold: Fold, command: DiagramCommand, args: Arguments, situation: Situation) {
  const { catalog } = fold.state;
  const chosen = new Set<Diagram>();
  const unknown: string[] = [];
  for (const { text, pattern } of args.patterns) {
    const found = matchDiagrams(catalog, pattern);
    for (const diagram of found) chosen.add(diagram);
    if (found.length > 0) continue;
    const sentence =
      pattern.kind === "one"
        ? sayOfCommand.unknown(text, suggestDiagram(text, catalog))
        : sayOfCommand.unknownPattern(text, suggest(text, groupPatterns(catalog.diagrams.keys())));
    unknown.push(`- ${sentence}`);
  }
  if (args.patterns.length > 0) return { diagrams: [...chosen], unknown };

  const own = command.choose?.(args, situation);
  if (own) return { diagrams: own, unknown };
  for (const word of args.words.slice(0, 5)) {
    const near = word.length >= 5 && /[-_\d]/.test(word) ? suggestDiagram(word, catalog) : null;
    if (near) return { diagrams: [], unknown: [`- ${sayOfCommand.unknown(word, near)}`] };
  }
  const diagrams = command.takesAll
    ? diagramsOfPullRequest(fold, situation)
    : diagramsOfThread(fold, situation);
  return { diagrams, unknown };
}

/** The one diagram that the thread is about: that of its title, or the only one that the pull request carries. */
function diagramsOfThread(fold: Fold, { thread }: Situation): Diagram[] {
  const titled = findDiagramIds(thread.title, (id) => fold.isKnown(id));
  const ids = titled.length > 0 || !thread.onPullRequest ? titled : fold.linkedTo(thread.number);
  const diagram = ids.length === 1 && ids[0] ? fold.state.catalog.diagrams.get(ids[0]) : undefined;
  return diagram ? [diagram] : [];
}

/** All that a pull request stands for; of an issue the one that its title names. */
function diagramsOfPullRequest(fold: Fold, situation: Situation): Diagram[] {
  const { number, onPullRequest } = situation.thread;
  const pr = onPullRequest ? fold.pullRequest(number) : null;
  if (!pr) return diagramsOfThread(fold, situation);
  return [...worksOn(fold, pr).linked.keys()].flatMap((id) => fold.state.catalog.diagrams.get(id) ?? []);
}

function groupPatterns(ids: Iterable<string>): Set<string> {
  const patterns = new Set<string>();
  for (const id of ids) patterns.add(`${id.slice(0, id.lastIndexOf("-"))}-*`);
  return patterns;
}
