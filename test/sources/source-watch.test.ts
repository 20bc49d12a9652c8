import { describe, expect, test } from "vitest";
import type { Look } from "../../src/sources/look-at.ts";
import { SourceWatch } from "../../src/sources/source-watch.ts";

const HOUR = 60 * 60_000;
const PAGE = { saw: "page", over: null, isPlain: false } as const;
const GONE = { saw: "answer", status: 404 } as const;

function start(answers: Record<string, Look["kind"]> = {}) {
  const state = { now: Date.parse("2026-11-24T10:00:00Z"), looked: [] as string[], atOnce: 0, most: 0 };
  const watch = new SourceWatch({
    now: () => state.now,
    lookAt: async (url) => {
      state.looked.push(url);
      state.atOnce += 1;
      state.most = Math.max(state.most, state.atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      state.atOnce -= 1;
      const kind = answers[url] ?? "reachable";
      return { kind, detail: kind === "gone" ? GONE : PAGE };
    },
  });
  return { state, watch };
}

describe("the watch over sources", () => {
  test("says when something new is known, and remembers it with its day", async () => {
    const { state, watch } = start();
    expect(await watch.watch(["https://a.example/"])).toBe(true);
    expect(await watch.watch(["https://a.example/"])).toBe(false);
    expect(watch.verdicts.get("https://a.example/")).toEqual({
      kind: "reachable",
      detail: PAGE,
      on: "2026-11-24",
    });
    expect(state.looked).toHaveLength(1);
  });

  test("looks again when that is old: sooner at what was not there", async () => {
    const answers: Record<string, Look["kind"]> = { "https://gone.example/": "gone" };
    const { state, watch } = start(answers);
    const urls = ["https://here.example/", "https://gone.example/"];
    await watch.watch(urls);
    state.now += 25 * HOUR;
    answers["https://gone.example/"] = "reachable";
    expect(await watch.watch(urls)).toBe(true);
    expect(state.looked).toEqual([...urls, "https://gone.example/"]);
  });

  test("forgets the oldest of ten thousand, and looks at it again when it is asked for", async () => {
    const { state, watch } = start();
    const urls = Array.from({ length: 10_001 }, (_, at) => `https://${at}.example/`);
    for (let at = 0; at < urls.length; at += 500) await watch.watch(urls.slice(at, at + 500));
    expect(watch.verdicts.size).toBe(10_000);
    state.looked = [];
    await watch.watch(urls.slice(0, 2));
    expect(state.looked).toEqual(["https://0.example/"]);
  });

  test("looks once at what several ask for, and at four at a time", async () => {
    const { state, watch } = start();
    const urls = Array.from({ length: 20 }, (_, at) => `https://${at}.example/`);
    await Promise.all([watch.watch(urls), watch.watch(urls)]);
    expect(state.looked).toHaveLength(20);
    expect(state.most).toBe(4);
  });
});
