import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Of the beginning of an answer, in characters. */
const STATUS_LINE = 100;

/**
 * A connection of its own that sends `pieces` with `pauseMs` between them. Resolves when it is closed, by whomever, with the
 * status of the answer or `"no answer"`.
 */
export async function sendSlowly(
  url: URL,
  signal: AbortSignal,
  { pieces, pauseMs }: { readonly pieces: Iterable<string | Uint8Array>; readonly pauseMs: number },
): Promise<string> {
  const socket = connect(Number(url.port), url.hostname);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  const destroy = () => socket.destroy();
  // The server hangs up on most of this: that is what it should do.
  socket.on("error", destroy);
  socket.on("end", destroy);
  let answer = "";
  socket.on("data", (piece) => {
    if (answer.length < STATUS_LINE) answer += piece.toString("latin1");
  });
  signal.addEventListener("abort", destroy, { once: true });
  for (const piece of pieces) {
    if (signal.aborted || socket.destroyed) break;
    await new Promise<void>((resolve) => {
      socket.write(piece, () => resolve());
      void closed.then(resolve);
    });
    if (pauseMs > 0) await Promise.race([wait(pauseMs), closed]);
  }
  await closed;
  signal.removeEventListener("abort", destroy);
  return /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? "no answer";
}

/** A webhook's head without a true signature, up to and without its empty line. */
export function unsignedHead(bytes: number): string {
  return [
    "POST /api/github/webhooks HTTP/1.1",
    "Host: attacked",
    "Content-Type: application/json",
    "X-GitHub-Delivery: 5a7b",
    "X-GitHub-Event: issue_comment",
    `X-Hub-Signature-256: sha256=${"0".repeat(64)}`,
    `Content-Length: ${bytes}`,
    "",
  ].join("\r\n");
}

export function* repeat<T>(first: T, then: T): Generator<T> {
  yield first;
  for (;;) yield then;
}
