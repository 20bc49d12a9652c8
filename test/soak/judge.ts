/**
 * What has to be true at the end, told from the git history and the comments alone, without the bot's own code.
 *
 * Which holder is the right one? GitHub delivers late and in any order, so it is not always who wrote first. What can be
 * asked for: the bot heard the comments in SOME order, the same one for files and replies. Its commits name that order
 * (the trailer lists what a commit carried out; of comments that were heard together the earlier one comes first, and
 * of those of the same second the one with the smaller number). Played again in that order by the two simple rules, the first
 * who claims what is free has it and whoever holds it may give it back, the comments have to give the very files that
 * each commit holds and the very answers that each person got.
 */
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import type { SeenComment } from "../../src/playground/github/start-github.ts";
import { DIAGRAMS } from "./campaign.ts";
import { type AssignedTo, type PostedCommand, readHolder } from "./people.ts";

type Holders = Map<string, AssignedTo>;
type Verdict = "granted" | "released" | "nothing changed";

const FREE: AssignedTo = { assignee: null, status: "pending", pr_number: null };

/** Everything that is wrong, as sentences. */
export function judge(repository: RepositoryHandle, said: readonly PostedCommand[], bot: string): string[] {
  const answers = readAnswers(repository, said, bot);
  const replayed = replay(repository, said);
  const wrong = [...answers.wrong, ...replayed.wrong];
  for (const one of said) {
    const answer = answers.verdicts.get(one.id);
    // Whoever is in no commit was heard in a batch in which nothing changed.
    const expected = replayed.verdicts.get(one.id) ?? "nothing changed";
    if (answer !== undefined && answer !== expected) {
      wrong.push(
        `${describe(one)} was answered as ${answer}, but ${expected} is right: ${answers.texts.get(one.id)}`,
      );
    }
  }
  for (const { number } of repository.state.threads.values()) {
    const notices = repository.comments(number).filter(({ body }) => body.includes("diagram-tracker:notice"));
    if (notices.length > 1) wrong.push(`#${number} has ${notices.length} notices`);
  }
  return wrong.map((sentence) => `${repository.fullName}: ${sentence}`);
}

/** Each comment has one answer, in one reply, which mentions its author at that place and says what became of it. */
function readAnswers(repository: RepositoryHandle, said: readonly PostedCommand[], bot: string) {
  const verdicts = new Map<number, Verdict>();
  const texts = new Map<number, string>();
  const wrong: string[] = [];
  const known = new Map(said.map((one) => [`comment-${one.id}`, one]));
  const count = new Map<string, number>();
  for (const [thread, reply] of botComments(repository, bot)) {
    const keys = /<!-- diagram-tracker:reply (.+) -->/.exec(reply.body)?.[1]?.split(" ") ?? [];
    const parts = keys.length === 0 ? [] : reply.body.split(/(?:^|\n\n)(?=@)/).filter((part) => part !== "");
    if (parts.length !== keys.length) wrong.push(`#${thread}: ${keys.length} keys, ${parts.length} mentions`);
    keys.forEach((key, index) => {
      count.set(key, (count.get(key) ?? 0) + 1);
      const one = known.get(key);
      const part = parts[index] ?? "";
      if (!one) wrong.push(`${key} was answered, but nobody wrote it`);
      else if (one.thread !== thread || !part.startsWith(`@${one.author} **${one.diagram}** `)) {
        wrong.push(`${describe(one)} was answered by "${part}" on #${thread}`);
      } else {
        verdicts.set(one.id, readVerdict(part));
        texts.set(one.id, part);
      }
    });
  }
  for (const one of said) {
    const times = count.get(`comment-${one.id}`) ?? 0;
    if (times !== 1) wrong.push(`${describe(one)} was answered ${times} times`);
  }
  return { verdicts, texts, wrong };
}

function* botComments(repository: RepositoryHandle, bot: string): Iterable<[number, SeenComment]> {
  for (const { number } of repository.state.threads.values()) {
    for (const comment of repository.comments(number)) {
      if (comment.author === bot && comment.body.includes("diagram-tracker:reply")) yield [number, comment];
    }
  }
}

function readVerdict(text: string): Verdict {
  if (/: it is yours(?: until|\.)/.test(text)) return "granted";
  return text.includes(": it is free again") ? "released" : "nothing changed";
}

/** The whole history from its beginning, each commit on the one before it, each compared with the comments it names. */
function replay(repository: RepositoryHandle, said: readonly PostedCommand[]) {
  const wrong: string[] = [];
  const verdicts = new Map<number, Verdict>();
  // A delivery keeps the name that the repository had when it was heard.
  const byKey = new Map(said.map((one) => [`comment-${one.id}`, one]));
  let holders: Holders = new Map();
  let parent: string | undefined;
  for (const { oid, parents, message } of repository.commits().reverse()) {
    if (parents.join() !== (parent ?? "")) wrong.push(`${oid} does not follow ${parent}`);
    parent = oid;
    const named = [...message.matchAll(/^Diagram-Tracker-Deliveries: (.+)$/gm)];
    const heard = named
      .flatMap(([, ids = ""]) => ids.split(", "))
      .flatMap((id) => byKey.get(id.slice(id.lastIndexOf(":") + 1)) ?? []);
    const expected: Holders = new Map(holders);
    for (const one of heard.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id - b.id))) {
      if (verdicts.has(one.id)) wrong.push(`${describe(one)} was carried out twice, again in ${oid}`);
      verdicts.set(one.id, hear(expected, one));
    }
    holders = readHolders(repository, oid);
    for (const diagram of DIAGRAMS) {
      const is = holders.get(diagram) ?? FREE;
      const should = expected.get(diagram) ?? FREE;
      if (is.assignee !== should.assignee) {
        wrong.push(
          `${diagram} is ${is.assignee}'s (${is.status}) in ${oid}, but should be ${should.assignee}'s: ${message}`,
        );
      }
    }
  }
  return { verdicts, wrong };
}

function hear(holders: Holders, { command, author, diagram }: PostedCommand): Verdict {
  const now = holders.get(diagram) ?? FREE;
  if (command === "claim" && now.assignee === null && now.status !== "complete") {
    holders.set(diagram, { ...now, assignee: author, status: "in_progress" });
    return "granted";
  }
  if (command === "release" && now.assignee === author && now.status !== "complete") {
    holders.set(diagram, FREE);
    return "released";
  }
  return "nothing changed";
}

function readHolders(repository: RepositoryHandle, ref: string): Holders {
  return new Map(DIAGRAMS.map((diagram) => [diagram, readHolder(repository, diagram, ref) ?? FREE]));
}

function describe({ id, author, command, diagram, thread }: PostedCommand): string {
  return `comment-${id} (@${author} /${command} ${diagram} on #${thread})`;
}
