import type { Arguments } from "../commands/arguments.ts";
import { explainUnknown } from "../commands/find-command.ts";
import type { CommandLine } from "../commands/parse-comment.ts";
import { matchDiagrams } from "../domain/catalog.ts";
import { parseDiagramId } from "../domain/diagram-id.ts";
import { isDecisive, notReadProblem } from "../domain/not-read.ts";
import { firstError } from "../domain/problem.ts";
import { writerOf } from "../facts/accounts.ts";
import type { CommentEvent } from "../facts/event.ts";
import { sayProblem } from "../messages/say-problem.ts";
import { code } from "../tracker/inert.ts";
import type { Fold } from "./fold.ts";
import { type ReadLine, readCommands } from "./read-commands.ts";
import {
  answered,
  DIAGRAMS_LIMIT,
  declined,
  type ReplyBlock,
  type Run,
  runCommand,
  secondCommands,
} from "./run-command.ts";
import { isNewcomer, withWelcome } from "./welcome.ts";

export const COMMANDS_LIMIT = 20;
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

/**
 * Runs the commands of a comment on the campaign. The answer is asked for once all that follows from them was done. Null: it
 * has none, and gets no answer.
 */
export function runComment(fold: Fold, event: CommentEvent): (() => Answer) | null {
  const runs: Run[] = [];
  const blocks: ReplyBlock[] = [];
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

function answerOf(event: CommentEvent, blocks: readonly ReplyBlock[]): Answer {
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
function whatInstead(fold: Fold, event: CommentEvent, runs: readonly Run[]): ReplyBlock | null {
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
