import { getPriority } from "node:os";
import { afterEach, describe, expect, test } from "vitest";
import {
  KillableParser,
  type KillableParserOptions,
  type ParserAnswer,
} from "../../src/parse-process/killable-parser.ts";
import { processorTimeOf } from "../../src/parse-process/processor-time.ts";

type Asked = { readonly text: string; readonly hangs?: boolean };

/** A process that answers with the text and its own number, or never. */
const open: KillableParser<Asked, { text: string; pid: number }>[] = [];
function start(more: Partial<KillableParserOptions> = {}) {
  const parser = new KillableParser<Asked, { text: string; pid: number }>({
    program: new URL("./echo-or-hang.ts", import.meta.url),
    memoryMegabytes: 64,
    idleMilliseconds: 60_000,
    sizeOf: () => 1,
    ...more,
  });
  open.push(parser);
  return parser;
}
afterEach(() => Promise.all(open.splice(0).map((parser) => parser.close())));

/** What it answered; a text that hung has no answer. */
function answered(answer: ParserAnswer<{ text: string; pid: number }> | undefined) {
  return typeof answer === "object" ? answer : undefined;
}

const texts = (...asked: Asked[]) => asked.map((request) => ({ key: request.text, request }));
const LONG = 120_000;
const SHORT = 50;

test("a parser lets the server go first on a core that they share", async () => {
  const [answer] = await start().parseAll(texts({ text: "a" }), { owner: "one", milliseconds: LONG });
  expect(getPriority(answered(answer)?.pid ?? 0)).toBe(Math.min(19, getPriority() + 15));
});

describe("a busy machine", () => {
  test("costs a text no time but the processor's own", async () => {
    const worked = [0, 0, SHORT / 2, SHORT / 2, SHORT - 1, SHORT];
    const parser = start({ processorTime: () => (worked.length > 1 ? worked.shift() : worked[0]) ?? null });
    const hanging = texts({ text: "a", hangs: true });
    expect(await parser.parseAll(hanging, { owner: "one", milliseconds: SHORT })).toEqual(["hung"]);
    expect(worked).toEqual([SHORT]);
  });

  test("takes nothing from the texts that come after it", async () => {
    const parser = start({ processorTime: () => 0 });
    const many = Array.from({ length: 30 }, (_, at) => ({ text: `plain ${at}` }));
    const answer = await parser.parseAll(texts(...many), { owner: "one", milliseconds: 1 });
    expect(answer.map((one) => answered(one)?.text)).toEqual(many.map(({ text }) => text));
  });

  test("is told by Linux, and nobody else", () => {
    const burnt = processorTimeOf(process.pid);
    if (process.platform === "linux") expect(burnt).toBeGreaterThan(0);
    else expect(burnt).toBeNull();
    expect(processorTimeOf(2 ** 31 - 1)).toBeNull();
  });
});

describe("a text that hangs", () => {
  test("is answered with null, and the next one by another process", async () => {
    const parser = start();
    const [first] = await parser.parseAll(texts({ text: "a" }), { owner: "one", milliseconds: LONG });
    const answer = await parser.parseAll(texts({ text: "b", hangs: true }), {
      owner: "one",
      milliseconds: SHORT,
    });
    const [last] = await parser.parseAll(texts({ text: "c" }), { owner: "one", milliseconds: LONG });
    expect([answered(first)?.text, answer, answered(last)?.text]).toEqual(["a", ["hung"], "c"]);
    expect(answered(last)?.pid).not.toBe(answered(first)?.pid);
  });

  test("is tried twice, and no process is lost on it after that", async () => {
    const parser = start();
    const hanging = texts({ text: "a", hangs: true });
    for (const _ of [1, 2]) await parser.parseAll(hanging, { owner: "one", milliseconds: SHORT });
    const ask = async () => {
      const own = texts({ text: `${Math.random()}` });
      const [answer] = await parser.parseAll(own, { owner: "one", milliseconds: LONG });
      return answered(answer)?.pid;
    };
    const before = await ask();
    expect(await parser.parseAll(hanging, { owner: "one", milliseconds: SHORT })).toEqual(["hung"]);
    expect(await ask()).toBe(before);
  });

  test("is tried again by whoever gives it more time", async () => {
    const parser = start();
    const hanging = texts({ text: "a", hangs: true });
    for (const _ of [1, 2]) await parser.parseAll(hanging, { owner: "one", milliseconds: SHORT });
    // Its request is another one, of the same key: now it answers.
    const [answer] = await parser.parseAll(texts({ text: "a" }), { owner: "one", milliseconds: LONG });
    expect(answered(answer)?.text).toBe("a");
  });

  test("holds up its own repository's texts, and nobody else's", async () => {
    const parser = start();
    const five = Array.from({ length: 5 }, (_, at) => ({ text: `hangs ${at}`, hangs: true }));
    const ended: string[] = [];
    const hung = parser
      .parseAll(texts(...five), { owner: "one", milliseconds: 200 })
      .finally(() => ended.push("one"));
    const [answer] = await parser.parseAll(texts({ text: "other" }), { owner: "other", milliseconds: LONG });
    ended.push("other");
    expect([answered(answer)?.text, await hung]).toEqual(["other", five.map(() => "hung")]);
    expect(ended).toEqual(["other", "one"]);
  });

  test("takes nothing from the others of its own call, until too many of them hang", async () => {
    const hanging = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ text: `hangs ${at}`, hangs: true }));
    const parser = start({ patience: 2 });
    const ask = (...asked: Asked[]) =>
      parser.parseAll(texts(...asked), { owner: "one", milliseconds: SHORT });
    const [first, plain] = await ask({ text: "other", hangs: true }, { text: "plain" });
    expect([first, answered(plain)?.text]).toEqual(["hung", "plain"]);
    // What is known already is said all the same.
    const answer = await ask(...hanging(3), { text: "new" }, { text: "plain" });
    expect(answer.slice(0, 4)).toEqual(["hung", "hung", "unasked", "unasked"]);
    expect(answered(answer[4])?.text).toBe("plain");
  });

  test("and none where nobody else waits", async () => {
    const hanging = Array.from({ length: 3 }, (_, at) => ({ text: `hangs ${at}`, hangs: true }));
    const answer = await start({ isAlone: true, patience: 2 }).parseAll(
      texts(...hanging, { text: "plain" }),
      {
        owner: "one",
        milliseconds: SHORT,
      },
    );
    expect(answered(answer.at(-1))?.text).toBe("plain");
  });
});

test("a text that a used process dies of is asked once more, of a new one", async () => {
  const parser = start();
  const [first] = await parser.parseAll(texts({ text: "a" }), { owner: "one", milliseconds: LONG });
  process.kill(answered(first)?.pid ?? 0, "SIGSTOP");
  const next = parser.parseAll(texts({ text: "b" }), { owner: "one", milliseconds: LONG });
  // It has been asked by the time that it is gone.
  setImmediate(() => process.kill(answered(first)?.pid ?? 0, "SIGKILL"));
  expect(answered((await next)[0])?.text).toBe("b");
});

test("many texts are read by as many processes as there are cores, where nobody else waits", async () => {
  const many = Array.from({ length: 300 }, (_, at) => ({ text: `plain ${at}` }));
  const answer = await start({ isAlone: true }).parseAll(texts(...many), {
    owner: "one",
    milliseconds: LONG,
  });
  expect(answer.map((one) => answered(one)?.text)).toEqual(many.map(({ text }) => text));
  expect(new Set(answer.map((one) => answered(one)?.pid)).size).toBeGreaterThan(1);
});
