/**
 * Nobody uses up the bot: what it declines costs as much of GitHub's limits as what it does. A person is told five times an
 * hour why something was declined, then once that this is all, and then nothing. What is done or asked is always answered.
 *
 * Of a bot every reply counts, whatever it says: two bots that answer each other would never end. Its commands are run all the
 * same, so the last word is said when a reply is left out. Where nobody counts (without an inbox) no bot is replied to.
 */
import { accountKey, botRepliesKey, writerOf } from "../facts/accounts.ts";
import type { DeclinedReply } from "../facts/batch.ts";
import type { Messages } from "../messages/english/english.ts";
import type { Answer } from "./run-comment.ts";

/** Declined replies a person or bot and hour; one more is the notice. */
const DECLINED_LIMIT = 5;
/** Replies of any kind to one bot and hour; one more is the notice. */
export const BOT_REPLIES_LIMIT = 20;

export interface LimitedAnswers {
  readonly answers: readonly Answer[];
  /** Those that count, the notice among them. */
  readonly declined: readonly DeclinedReply[];
  /** Keys of the events that get no reply. */
  readonly silent: ReadonlySet<string>;
}

/** `before`: by `accountKey` and `botRepliesKey`, how many replies of the last hour count; null: nobody knows. */
export function limitReplies(
  answers: readonly Answer[],
  before: ReadonlyMap<string, number> | null,
  say: Messages,
): LimitedAnswers {
  const counts = new Map(before);
  const kept: Answer[] = [];
  const declined: DeclinedReply[] = [];
  const silent = new Set<string>();
  for (const answer of answers) {
    const { key, isBot = false } = answer.event;
    if (isBot && before === null) {
      silent.add(key);
      continue;
    }
    const used = limitOf(answer, counts, say);
    if (used === null) {
      kept.push(answer);
      continue;
    }
    if (used.count > used.most) {
      silent.add(key);
      continue;
    }
    counts.set(used.person, (counts.get(used.person) ?? 0) + 1);
    declined.push({ key, person: used.person });
    kept.push(used.count < used.most ? answer : { ...answer, blocks: [used.notice] });
  }
  return { answers: kept, declined, silent };
}

interface UsedLimit {
  /** Under which key it is counted. */
  readonly person: string;
  readonly count: number;
  readonly most: number;
  /** What is said once the limit is reached. */
  readonly notice: string;
}

/** The limit for which the answer counts; null: none. */
function limitOf(
  { event, isDeclined }: Answer,
  counts: ReadonlyMap<string, number>,
  { comment }: Messages,
): UsedLimit | null {
  const declined = accountKey(writerOf(event));
  const others = botRepliesKey(writerOf(event));
  const count = counts.get(declined) ?? 0;
  const all = count + (counts.get(others) ?? 0);
  const person = isDeclined ? declined : others;
  if (isDeclined && (!event.isBot || count >= DECLINED_LIMIT)) {
    return { person, count, most: DECLINED_LIMIT, notice: comment.declinedTooOften(DECLINED_LIMIT) };
  }
  return event.isBot
    ? { person, count: all, most: BOT_REPLIES_LIMIT, notice: comment.repliedToBotTooOften(BOT_REPLIES_LIMIT) }
    : null;
}
