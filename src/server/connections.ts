/**
 * How many connections are open at once. When there are too many, the one that has been sending its request for longest
 * makes room: GitHub sends a webhook within moments, who holds connections does not. A request that has come whole is
 * always answered.
 */
import type { Server } from "node:http";
import type { Socket } from "node:net";

export interface ConnectionRules {
  /** At most so many connections. */
  readonly limit?: number;
  /** Hears of each connection that had to make room. */
  readonly onRefused: () => void;
}

/** GitHub's bursts are answered in milliseconds each; this many at once come from somebody else. */
const LIMIT = 512;

const BUSY = [
  "HTTP/1.1 503 Service Unavailable",
  "Retry-After: 10",
  "Content-Type: text/plain; charset=utf-8",
  "Connection: close",
  "",
  "There are too many connections. Try again later.\n",
].join("\r\n");

export function limitConnections(server: Server, { limit = LIMIT, onRefused }: ConnectionRules): void {
  const open = new Set<Socket>();
  /** Those whose request has not come whole, in the order in which they began to send it. */
  const sending = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    sending.add(socket);
    socket.once("close", () => {
      open.delete(socket);
      sending.delete(socket);
    });
    if (open.size <= limit) return;
    const [slowest] = sending;
    if (slowest === undefined) return;
    open.delete(slowest);
    sending.delete(slowest);
    slowest.write(BUSY);
    slowest.destroySoon();
    onRefused();
  });
  server.on("request", (request, response) => {
    const { socket } = request;
    request.once("end", () => sending.delete(socket));
    response.once("close", () => {
      if (open.has(socket)) sending.add(socket);
    });
  });
}
