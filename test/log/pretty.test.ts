import { expect, test } from "vitest";
import { createLog } from "../../src/log/log.ts";
import { renderLine } from "../../src/log/pretty.ts";

function logged(format: "json" | "pretty"): { log: ReturnType<typeof createLog>; lines: string[] } {
  const lines: string[] = [];
  return { log: createLog("trace", { write: (line) => void lines.push(line) }, format), lines };
}

test("JSON has named levels and ISO times", () => {
  const { log, lines } = logged("json");
  log.warn({ repository: "atlas/diagrams" }, "put back");
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    level: "warn",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    repository: "atlas/diagrams",
    msg: "put back",
  });
});

test("on a terminal it is one readable line, and the error's own below it", () => {
  const { log, lines } = logged("pretty");
  const err = new Error("refused", { cause: new Error("no route") });
  log.error({ repository: "atlas/diagrams", reason: "two words", count: 2, ids: ["a"], err }, "put back");
  const [head, ...rest] = (lines[0] ?? "").split("\n");
  expect(head).toMatch(
    /^\d{4}-\S+Z ERROR put back repository=atlas\/diagrams reason="two words" count=2 ids=\["a"\]$/,
  );
  expect(rest[0]).toBe("  Error: refused");
  expect(rest).toContain("    Error: no route");
});

test("what strangers wrote moves no cursor and makes no line", () => {
  const { log, lines } = logged("pretty");
  log.info({ event: "\u001b[2Jpush\r\n\u009b31m", "\u001b]0;k": 1, name: "a\u202eb" }, "one\ntwo");
  expect(lines.join("")).toMatch(/^[\u0020-\u007e]+\n$/);
});

test("colours are for the level and the keys", () => {
  const line = JSON.stringify({ level: "info", time: "T", msg: "ready", url: "http://x" });
  expect(renderLine(line, true)).toBe(
    "\u001b[90mT\u001b[0m \u001b[32mINFO \u001b[0m ready \u001b[90murl=\u001b[0mhttp://x\n",
  );
  expect(renderLine(line, false)).toBe("T INFO  ready url=http://x\n");
});

test("secrets are taken out after everything else", () => {
  const { log, lines } = logged("pretty");
  const pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\nAAAA\n-----END RSA PRIVATE KEY-----";
  log.error({ token: "ghs_field", key: pem, err: new Error(`bad ${pem} ghs_message`) }, "ghs_said");
  expect(lines.join("")).not.toMatch(/ghs_|MIIB|AAAA/);
});

test("a text of many beginnings of tokens takes no longer than one of none", () => {
  const { log, lines } = logged("json");
  log.info({ text: "eyJ-".repeat(50_000) }, "many");
  expect(lines[0]?.length).toBeGreaterThan(200_000);
});
