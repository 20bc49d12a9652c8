/**
 * Nobody uses up the bot: what it declines costs as much of GitHub's limits as what it does. A person is told five times an
 * hour why something was declined, then once that this is all, and then nothing. What is done or asked is always answered.
 */
import { accountKey, writerOf } from "../facts/accounts.ts";
import type { DeclinedReply } from "../facts/batch.ts";
import type { Messages } from "../messages/english/english.ts";
import type { Answer } from "./run-comment.ts";

/** Declined replies a person and hour; one more is the notice. */
const DECLINED_LIMIT = 5;

export interface LimitedAnswers {
  readonly answers: readonly Answer[];
  /** Those that count, the notice among them. */
  readonly declined: readonly DeclinedReply[];
  /** Keys of the events that get no reply. */
  readonly silent: ReadonlySet<string>;
}

/** `before`: by `accountKey`, how many replies of the last hour declined something. */
export function limitDeclined(
  answers: readonly Answer[],
  before: ReadonlyMap<string, number>,
  say: Messages,
): LimitedAnswers {
  const counts = new Map(before);
  const kept: Answer[] = [];
  const declined: DeclinedReply[] = [];
  const silent = new Set<string>();
  for (const answer of answers) {
    if (!answer.isDeclined) {
      kept.push(answer);
      continue;
    }
    const { key } = answer.event;
    const person = accountKey(writerOf(answer.event));
    const count = counts.get(person) ?? 0;
    if (count > DECLINED_LIMIT) {
      silent.add(key);
      continue;
    }
    counts.set(person, count + 1);
    declined.push({ key, person });
    const notice = say.comment.declinedTooOften(DECLINED_LIMIT);
    kept.push(count < DECLINED_LIMIT ? answer : { ...answer, blocks: [notice] });
  }
  return { answers: kept, declined, silent };
}
