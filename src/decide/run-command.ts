/** One command of a comment: what it does to the campaign, and what is said of it. */

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
import { commandNamed, commandsOf } from "../commands/find-command.ts";
import { badAddress } from "../commands/source.ts";
import type { Assignment } from "../domain/assignment.ts";
import { type Diagram, matchDiagrams } from "../domain/catalog.ts";
import { boundTo, holderOf } from "../domain/people.ts";
import { isNamesake, isSamePerson } from "../domain/person.ts";
import { transition } from "../domain/status.ts";
import { writerOf } from "../facts/accounts.ts";
import type { CommentEvent } from "../facts/event.ts";
import type { Messages } from "../messages/english/english.ts";
import { code, plain } from "../tracker/inert.ts";
import { groupAlike } from "./alike.ts";
import { chooseDiagrams } from "./choose-diagrams.ts";
import type { Fold } from "./fold.ts";
import type { ReadLine } from "./read-commands.ts";
import { verifying } from "./verifying.ts";

export const DIAGRAMS_LIMIT = 50;

export interface Run extends ReadLine {
  readonly command: Command;
}

export interface ReplyBlock {
  /** Asked when the whole comment was carried out: nothing is offered that it takes itself, or its pull request then. */
  readonly lines: () => readonly string[];
  readonly isDeclined: boolean;
}

export const declined = (text: string): ReplyBlock => ({ lines: () => [text], isDeclined: true });
export const answered = (text: string): ReplyBlock => ({ lines: () => [text], isDeclined: false });

/** Carries it out on the fold, and gives what is said of it: nothing of it is done where all blocks are declined. */
export function runCommand(fold: Fold, event: CommentEvent, { line, command, args }: Run): ReplyBlock[] {
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
export function secondCommands({ state, say }: Fold, { command, line: { rest } }: Run): ReplyBlock[] {
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
function renderVerdicts(judged: readonly Judged[], say: Messages): ReplyBlock {
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
