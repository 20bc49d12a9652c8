import { type Arguments, exampleId } from "../commands/arguments.ts";
import {
  type CampaignCommand,
  type Command,
  type DiagramCommand,
  refuse,
  roleOf,
  type Situation,
  type Target,
  type Verdict,
} from "../commands/command.ts";
import { commandNamed, commandsOf, explainUnknown } from "../commands/find-command.ts";
import type { CommandLine } from "../commands/parse-comment.ts";
import { badAddress } from "../commands/source.ts";
import type { Assignment } from "../domain/assignment.ts";
import { type Diagram, matchDiagrams } from "../domain/catalog.ts";
import { parseDiagramId } from "../domain/diagram-id.ts";
import { isDecisive, notReadProblem } from "../domain/not-read.ts";
import { boundTo, holderOf } from "../domain/people.ts";
import { isNamesake, isSamePerson } from "../domain/person.ts";
import { firstError } from "../domain/problem.ts";
import { transition } from "../domain/status.ts";
import { writerOf } from "../facts/accounts.ts";
import type { CommentEvent } from "../facts/event.ts";
import type { Messages } from "../messages/english/english.ts";
import { sayProblem } from "../messages/say-problem.ts";
import { code, plain } from "../tracker/inert.ts";
import { groupAlike } from "./alike.ts";
import { chooseDiagrams } from "./choose-diagrams.ts";
import type { Fold } from "./fold.ts";
import { type ReadLine, readCommands } from "./read-commands.ts";
import { verifying } from "./verifying.ts";
import { isNewcomer, withWelcome } from "./welcome.ts";

export const COMMANDS_LIMIT = 20;
export const DIAGRAMS_LIMIT = 50;
export const DIAGRAMS_IN_COMMENT_LIMIT = 100;

/** What one comment, or one button, is answered: blocks of Markdown, in the order of the commands. */
export interface Answer {
  readonly event: Pick<CommentEvent, "key" | "thread" | "author" | "authorId" | "isBot">;
  readonly blocks: readonly string[];
  /** Beside the event's key, what it answers. */
  readonly answers?: readonly string[];
  /** Nothing of it was done or answered: all that it says is why not. */
  readonly isDeclined: boolean;
}

interface Run extends ReadLine {
  readonly command: Command;
}

interface Block {
  /** Asked when the whole comment was carried out: nothing is offered that it takes itself, or its pull request then. */
  readonly lines: () => readonly string[];
  readonly isDeclined: boolean;
}

const declined = (text: string): Block => ({ lines: () => [text], isDeclined: true });
const answered = (text: string): Block => ({ lines: () => [text], isDeclined: false });

/**
 * Runs the commands of a comment on the campaign. The answer is asked for once all that follows from them was done. Null: it
 * has none, and gets no answer.
 */
export function runComment(fold: Fold, event: CommentEvent): (() => Answer) | null {
  const runs: Run[] = [];
  const blocks: Block[] = [];
  for (const read of readCommands(fold, event)) {
    if (isRun(read)) runs.push(read);
    else {
      const unknown = sayUnknown(fold, read.line, read.args);
      if (unknown !== null) blocks.push(declined(`- ${code(`/${read.line.name}`)}: ${unknown}`));
    }
  }
  if (runs.length > 0) {
    const instead = whatInstead(fold, event, runs);
    if (instead !== null) return () => answerOf(event, [instead]);
  }
  const isNew = runs.some(({ command }) => command.name === "claim") && isNewcomer(fold, event);
  for (const run of runs) blocks.push(...runCommand(fold, event, run), ...secondCommands(fold, run));
  if (blocks.length === 0) return null;
  const isWelcome = isNew && !isNewcomer(fold, event);
  return () => {
    const answer = answerOf(event, blocks);
    return isWelcome ? { ...answer, blocks: withWelcome(answer.blocks, fold.say) } : answer;
  };
}

function isRun(read: ReadLine): read is Run {
  return read.command !== null;
}

function answerOf(event: CommentEvent, blocks: readonly Block[]): Answer {
  return {
    event,
    blocks: blocks.flatMap(({ lines }) => lines()),
    isDeclined: blocks.every(({ isDeclined }) => isDeclined),
  };
}

/** Other words belong to other bots, unless this looks like a slip in one of ours. */
function sayUnknown(fold: Fold, line: CommandLine, { patterns }: Arguments): string | null {
  const { catalog, config } = fold.state;
  const known = {
    namesDiagram: patterns.some(({ pattern }) => matchDiagrams(catalog, pattern).length > 0),
    isKnownId: (text: string) => {
      const id = parseDiagramId(text);
      return id !== null && fold.isKnown(id);
    },
  };
  return explainUnknown(line, config.commands, known, fold.say);
}

/** What is said instead of running anything; null: the commands are run. */
function whatInstead(fold: Fold, event: CommentEvent, runs: readonly Run[]): Block | null {
  const commit = fold.unanswered.get(event.key);
  if (commit !== undefined) {
    return answered(fold.say.comment.carriedOut(`${fold.snapshot.url}/commit/${commit}`, fold.trackerUrl));
  }
  if (fold.refused.has(event.key)) return declined(fold.say.comment.notStored());
  const refusal = whyNotRun(fold, event, runs);
  return refusal === null ? null : declined(refusal);
}

const NEED_NO_CATALOG: ReadonlySet<string> = new Set(["help", "onboard"]);

function whyNotRun(fold: Fold, event: CommentEvent, runs: readonly Run[]): string | null {
  const { say } = fold;
  if (fold.isBlocked(writerOf(event, fold.snapshot.ages))) return say.comment.blocked();
  const notRead = fold.snapshot.files.notRead?.find(isDecisive);
  if (notRead) return say.comment.notRead(notRead.path, sayProblem(notReadProblem(notRead), say));
  const broken = fold.state.configBroken ? firstError(fold.state.problems) : undefined;
  if (broken)
    return say.comment.configBroken(
      `${broken.file}:${broken.line}:${broken.column}`,
      sayProblem(broken, say),
    );
  if (
    fold.state.catalog.diagrams.size === 0 &&
    runs.some(({ command }) => !NEED_NO_CATALOG.has(command.name))
  ) {
    return whyNoDiagrams(fold);
  }
  if (runs.length > COMMANDS_LIMIT) return say.comment.tooMany(runs.length, COMMANDS_LIMIT);
  const named = runs.reduce((sum, { args }) => sum + args.patterns.length, 0);
  const single = runs.some(({ args }) => args.patterns.length > DIAGRAMS_LIMIT);
  return named > DIAGRAMS_IN_COMMENT_LIMIT && !single
    ? say.comment.tooManyDiagrams(named, DIAGRAMS_IN_COMMENT_LIMIT)
    : null;
}

function whyNoDiagrams({ state, snapshot, say }: Fold): string {
  const [first, ...more] = state.catalogBroken;
  if (first) return say.broken.wholeCatalog(first, more.length);
  const { catalog } = state.config.paths;
  return snapshot.files.catalog.length === 0
    ? say.comment.noCatalog(catalog)
    : say.comment.namesNothing(catalog);
}

function runCommand(fold: Fold, event: CommentEvent, { line, command, args }: Run): Block[] {
  const typed = `/${line.name}${line.rest ? ` ${line.rest}` : ""}`;
  const whole = (text: string) => [
    declined(`- ${code(typed.length > 80 ? `${typed.slice(0, 79)}…` : typed)}: ${text}`),
  ];
  const { say } = fold;
  if (line.isReversed) return whole(say.command.reversed());
  const thread = { number: event.thread, onPullRequest: event.onPullRequest, title: event.title };
  const commands = commandsOf(fold.state.config.commands);
  const situation = {
    ...fold.situation({ actor: writerOf(event, fold.snapshot.ages), writtenAt: event.at, thread, commands }),
    verifying: (now: Assignment) => verifying(fold, now, event),
  };
  if (command.kind === "query") {
    return [{ lines: () => [command.answer(args, situation)], isDeclined: false }];
  }
  const role = roleOf(command);
  if (!situation.may(role)) return whole(say.command.needsRole(role, fold.state.config.roles));

  if (command.kind === "campaign") return [answered(runOnCampaign(fold, command, args, situation))];
  const wrong = whatIsWrong(fold, { line, command, args }, situation);
  if (wrong) return whole(wrong);
  const chosen = chooseDiagrams(fold, command, args, situation);
  if (typeof chosen === "string") return whole(chosen);
  const { diagrams, unknown } = chosen;
  if (diagrams.length > DIAGRAMS_LIMIT) return whole(say.command.tooMany(diagrams.length, DIAGRAMS_LIMIT));
  if (diagrams.length === 0 && unknown.length === 0) {
    return whole(
      fold.aboutCatalog(args.next ? say.command.nothingFree() : say.command.namesNone(command.example)),
    );
  }
  if (command.looksAgain && event.onPullRequest) fold.lookAgain.add(event.thread);
  const verdicts = diagrams.map((diagram) => ({
    diagram,
    verdict: runOnDiagram(fold, command, diagram, args, situation),
  }));
  return [
    ...(verdicts.length > 0 ? [renderVerdicts(verdicts, say)] : []),
    ...unknown.map((text) => declined(`- ${text}`)),
  ];
}

/** Of several commands on a line the first is read; who wrote the others is told. */
function secondCommands({ state, say }: Fold, { command, line: { rest } }: Run): Block[] {
  const endsInText = command.kind === "campaign" || (command.kind === "diagrams" && command.endsInText);
  if (endsInText || !rest.includes("/")) return [];
  const second = rest.split(/\s+/).find((word) => {
    return /^\/\w{1,40}$/.test(word) && commandNamed(word.slice(1), state.config.commands) !== null;
  });
  return second === undefined ? [] : [declined(`- ${code(second)}: ${say.command.ownLine()}`)];
}

function runOnCampaign(fold: Fold, command: CampaignCommand, args: Arguments, situation: Situation): string {
  const { text, pause, issues = [], onboard } = command.run(args, situation);
  if (onboard) askForOnboarding(fold, situation);
  for (const id of issues) fold.newIssues.set(id, fold.handling?.key ?? null);
  if (pause !== undefined) fold.setPause(pause, `The campaign: /${command.name} by ${situation.actor.login}`);
  return text;
}

/** It is an event of its own, so that it is done whatever comes of the answer. */
function askForOnboarding(fold: Fold, { actor, thread }: Situation): void {
  const { key = "", at = fold.now } = fold.handling ?? {};
  fold.onboardingAsked.push({
    kind: "onboard",
    key: `onboard-${key}`,
    at,
    because: "asked",
    thread: thread.number,
    by: actor.login,
  });
}

/** Why a command is not run at all: nothing is guessed where a person may have meant another diagram. */
function whatIsWrong(
  fold: Fold,
  { line, command, args }: ReadLine & { command: DiagramCommand },
  situation: Situation,
): string | null {
  const { say } = situation;
  const example = (id: string) => `/${command.name} ${id}`;
  const [unclear] = args.unclear;
  if (unclear) return say.command.unclear(unclear.text, unclear.meant, example(exampleId({ patterns: [] })));
  if (args.leavesOut) return say.command.leavesOut(example(firstWanted(fold, args)));
  if (args.isEither && !args.next) {
    const ids = args.patterns.map(({ text }) => text.toUpperCase());
    return say.command.either(example(ids[0] ?? ""), example(ids.slice(0, 2).join(" ")));
  }
  const [bad] = args.problems;
  if (bad) return say.command.badArgument(bad);
  const problem = command.check?.(args, situation) ?? badAddress(args.urls, say);
  if (problem) return problem;
  const below =
    args.patterns.length === 0 && !args.next ? line.below.find((id) => fold.isKnown(id)) : undefined;
  if (below) return say.command.idsBelow(example(below));
  return args.patterns.length > DIAGRAMS_LIMIT
    ? say.command.tooMany(args.patterns.length, DIAGRAMS_LIMIT)
    : null;
}

/** For an example: the first diagram that was not left out. */
function firstWanted({ state: { catalog } }: Fold, { patterns, leftOut }: Arguments): string {
  const isLeftOut = ({ text }: Arguments["patterns"][number]) => leftOut.has(text.toUpperCase());
  const matched = (wanted: Arguments["patterns"]) =>
    wanted.flatMap(({ pattern }) => matchDiagrams(catalog, pattern));
  const others = new Set(matched(patterns.filter(isLeftOut)));
  const first = matched(patterns.filter((one) => !isLeftOut(one))).find((diagram) => !others.has(diagram));
  return first?.id ?? exampleId({ patterns: [] });
}

interface Judged {
  readonly diagram: Diagram;
  readonly verdict: Verdict;
}

const ALIKE = 20;
const ALIKE_OF_PERSON = 3;

/** A line for each thing that is said: diagrams of which the same is said share it. */
function renderVerdicts(judged: readonly Judged[], say: Messages): Block {
  const lines = () => {
    const all = judged.map(({ diagram, verdict: { text, outcome, isOfPerson = false } }) => ({
      id: diagram.id,
      name: diagram.name,
      text: typeof text === "string" ? text : text(),
      outcome,
      isOfPerson,
    }));
    return groupAlike(all, ({ outcome }) => outcome).map(({ text, same: [first, ...others] }) => {
      if (others.length === 0) return `- ${say.command.about(first.id, plain(first.name))}${text}`;
      const ids = [first, ...others].map(({ id }) => id);
      return first.isOfPerson
        ? `- ${say.command.aboutAll(ids, ids.length > ALIKE_OF_PERSON + 1 ? ALIKE_OF_PERSON : ids.length)}${text}`
        : `- ${say.command.forEach(ids, ALIKE)}${text}`;
    });
  };
  return { lines, isDeclined: judged.every(({ verdict }) => verdict.outcome === "refused") };
}

function runOnDiagram(
  fold: Fold,
  command: DiagramCommand,
  diagram: Diagram,
  args: Arguments,
  situation: Situation,
): Verdict {
  const broken = fold.whyBroken(diagram.id);
  if (broken) return refuse(situation.say.diagram.broken(broken));
  const verdict = judge(command, { diagram, now: fold.assignment(diagram.id) }, args, situation);
  if (verdict.change) {
    fold.write(boundTo(verdict.change, situation.actor), `/${command.name} by ${situation.actor.login}`);
    // Its pull request may be somebody else's now, wherever that was said.
    const { pr_number } = verdict.change;
    if (command.looksAgain && pr_number !== null) fold.lookAgain.add(pr_number);
  }
  return verdict;
}

/** The status table decides whether the command may do what it does; the command decides the rest. */
function judge(command: DiagramCommand, target: Target, args: Arguments, situation: Situation): Verdict {
  const { now } = target;
  const { actor, may, say } = situation;
  const cause = { kind: "person", isHolder: isSamePerson(holderOf(now), actor), may } as const;
  const step = transition(now, command.event, cause);
  if ("to" in step) return command.decide(target, step.to, args, situation);
  if (isNamesake(holderOf(now), actor)) return refuse(say.diagram.namesake(now));
  const sentence = command.refused?.(step.refused, target, args, situation);
  return (
    sentence ??
    refuse(
      say.diagram.refused(step.refused, now, {
        command: command.name,
        ...(command.doing && { does: command.doing }),
      }),
    )
  );
}
