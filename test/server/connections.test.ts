import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { pino } from "pino";
import { Probot } from "probot";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Metrics, silentMetrics } from "../../src/metrics/metrics.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";

let server: RunningServer;
let refused: number;
let answering: PromiseWithResolvers<void>;
const sockets: Socket[] = [];

beforeEach(async () => {
  refused = 0;
  answering = Promise.withResolvers();
  const metrics: Metrics = { ...silentMetrics, connectionRefused: () => void refused++ };
  server = await startServer({
    probot: new Probot({ appId: 1, privateKey: "none", secret: "secret" }),
    secret: "secret",
    log: pino({ level: "silent" }),
    metrics,
    host: "127.0.0.1",
    port: 0,
    connections: 3,
    trouble: async () => {
      await answering.promise;
      return null;
    },
  });
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

async function open(): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => {});
  const answer = text(socket).catch(() => "");
  await new Promise((resolve) => socket.once("connect", resolve));
  return { socket, answer };
}

test("among too many connections the one that has been sending for longest makes room, and is told so", async () => {
  const slowest = await open();
  slowest.socket.write("POST /api/github/webhooks HTTP/1.1\r\nHost: x\r\nX-Slow: ");
  await open();
  await open();
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const answer = await slowest.answer;
  expect(answer).toMatch(/^HTTP\/1\.1 503 /);
  expect(answer).toMatch(/^Retry-After: 10\r$/m);
  expect(refused).toBe(1);
});

test("a request that came whole is answered, however many come after it", async () => {
  const waiting = fetch(`${server.url}/readyz`);
  // Each is answered by the same server, one after the other: the first one has been heard by then.
  await (await fetch(`${server.url}/healthz`)).text();
  for (let stranger = 0; stranger < 10; stranger++) await open();
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  answering.resolve();
  expect(await (await waiting).text()).toBe("ready\n");
  expect(refused).toBeGreaterThan(5);
});
