import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { BodyMemory } from "../../src/server/body-memory.ts";
import { readBody } from "../../src/server/read-body.ts";
import { ReadingTurns } from "../../src/server/reading-turns.ts";

/** What becomes of a body of which three of ten bytes are sent. */
async function readOf(more: { timeout: number; act: (socket: Socket) => void }): Promise<unknown> {
  const read = Promise.withResolvers<unknown>();
  const server = createServer((request, response) => {
    const shared = { memory: new BodyMemory(), turns: new ReadingTurns() };
    void readBody(request, { ...shared, timeout: more.timeout }).then((body) => {
      response.end();
      read.resolve(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{}\n", () => more.act(socket));
  const body = await read.promise;
  socket.destroy();
  server.close();
  return body;
}

test("a body that does not arrive in time is given up, and the sender can still be told", async () => {
  expect(await readOf({ timeout: 20, act: () => {} })).toBe("too-slow");
});

test("a sender that hangs up leaves no half of a body", async () => {
  expect(await readOf({ timeout: 10_000, act: (socket) => socket.destroy() })).toBe("cut-off");
});
