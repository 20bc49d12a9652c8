import { getPriority } from "node:os";
import { afterEach, describe, expect, test } from "vitest";
import { KillableParser, type KillableParserOptions } from "../../src/parse-process/killable-parser.ts";
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

const texts = (...asked: Asked[]) => asked.map((request) => ({ key: request.text, request }));
const LONG = 120_000;
const SHORT = 50;

test("a parser lets the server go first on a core that they share", async () => {
  const [said] = await start().parseAll(texts({ text: "a" }), { owner: "one", milliseconds: LONG });
  expect(getPriority(said?.pid ?? 0)).toBe(Math.min(19, getPriority() + 5));
});

describe("a busy machine", () => {
  test("costs a text no time but the processor's own", async () => {
    const worked = [0, 0, SHORT / 2, SHORT / 2, SHORT - 1, SHORT];
    const parser = start({ processorTime: () => (worked.length > 1 ? worked.shift() : worked[0]) ?? null });
    const hanging = texts({ text: "a", hangs: true });
    expect(await parser.parseAll(hanging, { owner: "one", milliseconds: SHORT })).toEqual([null]);
    expect(worked).toEqual([SHORT]);
  });

  test("takes nothing from the texts that come after it", async () => {
    const parser = start({ processorTime: () => 0 });
    const many = Array.from({ length: 30 }, (_, at) => ({ text: `plain ${at}` }));
    // All of them together are given ten milliseconds.
    const said = await parser.parseAll(texts(...many), { owner: "one", milliseconds: 1 });
    expect(said.map((one) => one?.text)).toEqual(many.map(({ text }) => text));
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
    const said = await parser.parseAll(texts({ text: "b", hangs: true }), {
      owner: "one",
      milliseconds: SHORT,
    });
    const [last] = await parser.parseAll(texts({ text: "c" }), { owner: "one", milliseconds: LONG });
    expect([first?.text, said, last?.text]).toEqual(["a", [null], "c"]);
    expect(last?.pid).not.toBe(first?.pid);
  });

  test("is tried twice, and no process is lost on it after that", async () => {
    const parser = start();
    const hanging = texts({ text: "a", hangs: true });
    for (const _ of [1, 2]) await parser.parseAll(hanging, { owner: "one", milliseconds: SHORT });
    const ask = async () =>
      (await parser.parseAll(texts({ text: `${Math.random()}` }), { owner: "one", milliseconds: LONG }))[0]
        ?.pid;
    const before = await ask();
    expect(await parser.parseAll(hanging, { owner: "one", milliseconds: SHORT })).toEqual([null]);
    expect(await ask()).toBe(before);
  });

  test("is tried again by whoever gives it more time", async () => {
    const parser = start();
    const hanging = texts({ text: "a", hangs: true });
    for (const _ of [1, 2]) await parser.parseAll(hanging, { owner: "one", milliseconds: SHORT });
    // Its request is another one, of the same key: now it answers.
    const [said] = await parser.parseAll(texts({ text: "a" }), { owner: "one", milliseconds: LONG });
    expect(said?.text).toBe("a");
  });

  test("holds up its own repository's texts, and nobody else's", async () => {
    const parser = start();
    const twelve = Array.from({ length: 12 }, (_, at) => ({ text: `hangs ${at}`, hangs: true }));
    const ended: string[] = [];
    const hung = parser
      .parseAll(texts(...twelve), { owner: "one", milliseconds: 200 })
      .finally(() => ended.push("one"));
    const [said] = await parser.parseAll(texts({ text: "other" }), { owner: "other", milliseconds: LONG });
    ended.push("other");
    expect([said?.text, await hung]).toEqual(["other", twelve.map(() => null)]);
    expect(ended).toEqual(["other", "one"]);
  });
});
