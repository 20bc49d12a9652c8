import { accountKey, writerOf } from "../facts/accounts.ts";
import { code } from "../tracker/inert.ts";
import type { Reply } from "./plan.ts";
import type { Answer } from "./run-comment.ts";

/**
 * GitHub takes 65,536 characters (https://github.com/orgs/community/discussions/27190). The rest is for the hidden marker, which
 * names every event that is answered.
 */
const LENGTH_LIMIT = 60_000;

/**
 * One reply for each thread, which answers all its comments of the batch; more only where GitHub's limit asks for it. `cut` says that one
 * goes on beyond what there is room for.
 */
export function renderReplies(answers: readonly Answer[], cut: string): Reply[] {
  const threads = new Map<number, Answer[]>();
  for (const answer of answers) {
    const { thread } = answer.event;
    threads.set(thread, [...(threads.get(thread) ?? []), answer]);
  }
  return [...threads].flatMap(([thread, list]) => renderThread(thread, list, `\n\n${cut}`));
}

function renderThread(thread: number, answers: readonly Answer[], ending: string): Reply[] {
  const replies: { thread: number; body: string; answers: string[]; people: string[] }[] = [];
  for (const answer of answers) {
    const keys = [answer.event.key, ...(answer.answers ?? [])];
    const person = accountKey(writerOf(answer.event));
    const text = cutWith(ending, renderAnswer(answer));
    const last = replies.at(-1);
    const more = keys.filter((key) => !last?.answers.includes(key));
    if (last && lengthOf(last) + text.length + 2 + lengthOfKeys(more) <= LENGTH_LIMIT) {
      last.body += `\n\n${text}`;
      last.answers.push(...more);
      last.people.push(person);
    } else {
      replies.push({ thread, body: text, answers: keys, people: [person] });
    }
  }
  return replies;
}

/** An answer that is too long by itself ends with a whole line, and says that it goes on. */
function cutWith(ending: string, text: string): string {
  if (text.length <= LENGTH_LIMIT) return text;
  const most = LENGTH_LIMIT - ending.length;
  const end = text.lastIndexOf("\n", most);
  return `${text.slice(0, end > 0 ? end : most).toWellFormed()}${ending}`;
}

/** With what its marker will name. */
function lengthOf({ body, answers }: Pick<Reply, "body" | "answers">): number {
  return body.length + lengthOfKeys(answers);
}

function lengthOfKeys(keys: readonly string[]): number {
  return keys.reduce((sum, key) => sum + key.length + 1, 0);
}

/**
 * `@ada **G-LIN-FL** …` for one line, a list for several. The author is mentioned, so that they are notified; a bot is not:
 * some take that for a command, and `@x[bot]` is a mention of somebody called x.
 */
function renderAnswer({ event, blocks }: Answer): string {
  const [only] = blocks;
  const author = event.isBot ? code(event.author) : `@${event.author}`;
  if (blocks.length === 1 && only?.startsWith("- ")) return `${author} ${only.slice(2)}`;
  return `${author}\n\n${joinBlocks(blocks)}`;
}

function joinBlocks(blocks: readonly string[]): string {
  return blocks.reduce((text, block, index) => {
    const listed = block.startsWith("- ") && blocks[index - 1]?.startsWith("- ");
    return index === 0 ? block : `${text}${listed ? "\n" : "\n\n"}${block}`;
  }, "");
}
