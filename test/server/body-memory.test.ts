import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BodyMemory, OWN_BYTES, PAGE_BYTES } from "../../src/server/body-memory.ts";
import { type HostedBot, sign, startHostedBot } from "./hosted-bot.ts";

const MIB = 1024 * 1024;
const MOST_OF_GITHUB = 25 * MIB;

let hosted: HostedBot;
let sockets: Socket[];

beforeEach(async () => {
  hosted = await startHostedBot();
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await hosted.close();
});

const PING = JSON.stringify({ zen: "Keep it logically awesome." });

function headers(body: string | Buffer, signature = sign(hosted.github.app.webhookSecret, body)): string {
  return [
    "POST /api/github/webhooks HTTP/1.1",
    "Host: x",
    "Content-Type: application/json",
    "X-GitHub-Delivery: 1",
    "X-GitHub-Event: ping",
    `X-Hub-Signature-256: ${signature}`,
    "",
  ].join("\r\n");
}

function open(): Socket {
  const socket = connect(Number(new URL(hosted.server.url).port), "127.0.0.1");
  socket.on("error", () => {});
  sockets.push(socket);
  return socket;
}

/** The status of the answer to the body; 0: the connection ended without one. */
async function send(body: string | Buffer, signature?: string): Promise<number> {
  const socket = open();
  const answer = text(socket).catch(() => "");
  socket.write(`${headers(body, signature)}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n`);
  socket.write(body);
  return Number(/^HTTP\/1\.1 (\d+)/.exec(await answer)?.[1] ?? 0);
}

/** Sends all of a body but its end, so that the server holds it. */
function hold(bytes: number): Promise<unknown> {
  const socket = open();
  socket.write(`${headers("", "sha256=00")}Content-Length: ${bytes + 1}\r\n\r\n`);
  return new Promise((resolve) => socket.write(Buffer.alloc(bytes, " "), resolve));
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

describe("memory of request bodies", () => {
  test("of 60 strangers with 24 MB each one is heard, the others are told to come again, and an ordinary webhook is taken meanwhile", async () => {
    const { memory } = hosted;
    for (let stranger = 0; stranger < 60; stranger++) void hold(24 * MIB);
    await until(() => memory.used >= 24 * MIB);

    expect(await send(PING)).toBe(200);
    const comment = Buffer.alloc(OWN_BYTES - PAGE_BYTES, " ");
    comment.write(PING);
    expect(await send(comment)).toBe(200);
    expect(memory.most).toBeLessThanOrEqual(24 * MIB + 62 * OWN_BYTES);
    // More have no line of their own in the log.
    await until(() => hosted.log.filter(({ status }) => status === 503).length === 10);

    for (const socket of sockets) socket.destroy();
    await until(() => memory.used === 0);
    expect(await send(Buffer.alloc(24 * MIB, " "), "sha256=00")).toBe(400);
    const { body } = await hosted.metrics.page();
    expect(body).toMatch(/webhooks_total\{event="other",status="503"\} \d{2}/);
    expect(body).toMatch(/request_bytes_held 0\n/);
  });

  test("the largest body that GitHub sends is taken while there is room, and given back", async () => {
    const body = Buffer.alloc(MOST_OF_GITHUB, " ");
    body.write(PING);
    expect(await send(body)).toBe(200);
    expect(hosted.memory.used).toBe(0);
    expect(hosted.memory.most).toBe(MOST_OF_GITHUB);
  });

  test("what does not fit is told so at once, and when to come again", async () => {
    await hold(24 * MIB);
    await until(() => hosted.memory.used >= 24 * MIB);
    const socket = open();
    socket.write(`${headers("", "sha256=00")}Content-Length: ${20 * MIB}\r\n\r\n`);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toMatch(/^retry-after: 10\r$/im);
    expect(answer).toMatch(/^connection: close\r$/im);
    // It is no fault of the inbox.
    expect((await fetch(`${hosted.server.url}/readyz`)).status).toBe(200);
  });

  test("beside one of the largest there is room for what is smaller, though not for another one", async () => {
    await hold(24 * MIB);
    await until(() => hosted.memory.used >= 24 * MIB);
    expect(await send(Buffer.alloc(15 * MIB, " "), "sha256=00")).toBe(400);
    expect(await send(Buffer.alloc(24 * MIB, " "), "sha256=00")).not.toBe(400);
  });

  test("a length that is only claimed reserves nothing", async () => {
    for (let liar = 0; liar < 20; liar++) {
      open().write(`${headers("", "sha256=00")}Content-Length: ${MOST_OF_GITHUB}\r\n\r\n`);
    }
    expect(await send(Buffer.alloc(MOST_OF_GITHUB, " "), "sha256=00")).toBe(400);
  });

  test("a body in pieces of one byte, each in a frame of many, costs what it holds", async () => {
    const frame = `1;${"x".repeat(8_000)}\r\n \r\n`;
    const socket = open();
    socket.write(`${headers("", "sha256=00")}Transfer-Encoding: chunked\r\n\r\n`);
    await new Promise((resolve) => socket.write(frame.repeat(500), resolve));
    await until(() => hosted.memory.used > 0);
    expect(hosted.memory.most).toBe(PAGE_BYTES);
  });
});

test("pages are counted once, whoever gives them back, and used again", () => {
  const memory = new BodyMemory(2 * PAGE_BYTES);
  const take = (count: number) =>
    Array.from({ length: count }, (_, page) => {
      const taken = memory.takePage(page * PAGE_BYTES);
      if (taken === null) throw new Error(`there is no room for page ${page}`);
      return taken;
    });
  const own = OWN_BYTES / PAGE_BYTES;
  const large = take(own + 2);
  expect(memory.takePage(OWN_BYTES + 2 * PAGE_BYTES)).toBeNull();
  const small = take(own);
  expect(memory.hasRoomFor(OWN_BYTES)).toBe(true);
  expect(memory.hasRoomFor(OWN_BYTES + 1)).toBe(false);
  memory.giveBack(large);
  expect(memory.used).toBe(OWN_BYTES);
  expect(memory.hasRoomFor(OWN_BYTES + 2 * PAGE_BYTES)).toBe(true);
  memory.giveBack(small);
  expect(memory.used).toBe(0);
  expect(new Set(take(own + 2))).toEqual(new Set([...large, ...small].slice(-own - 2)));
});

test("what is set aside for a body is there for it, whatever others take, and comes back whole", () => {
  const memory = new BodyMemory(4 * PAGE_BYTES);
  const aside = memory.setAside(OWN_BYTES + 3 * PAGE_BYTES - 1) ?? Number.NaN;
  expect(aside).toBe(3 * PAGE_BYTES);
  expect(memory.setAside(OWN_BYTES + PAGE_BYTES + 1)).toBeNull();
  expect(memory.takePage(OWN_BYTES)).not.toBeNull();
  expect(memory.takePage(OWN_BYTES)).toBeNull();
  const pages = Array.from({ length: OWN_BYTES / PAGE_BYTES + 3 }, (_, page) =>
    memory.takePage(page * PAGE_BYTES, aside),
  );
  expect(pages).not.toContain(null);
  memory.giveBack(
    pages.filter((page) => page !== null),
    aside,
  );
  expect(memory.hasRoomFor(OWN_BYTES + 3 * PAGE_BYTES)).toBe(true);
  expect(memory.hasRoomFor(OWN_BYTES + 4 * PAGE_BYTES)).toBe(false);
});
