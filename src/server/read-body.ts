import type { IncomingMessage } from "node:http";

/** GitHub sends nothing larger. */
const BODY_LIMIT = 25 * 1024 * 1024;

/** How long a body may take to arrive, in ms: GitHub hangs up after ten seconds anyway. */
const BODY_TIMEOUT = 10_000;

/**
 * The whole body, or why there is none. Never rejects, and leaves the connection as it is, so that the sender can still
 * be told. A body that says how large it is and is too large is not read at all.
 */
export function readBody(
  request: IncomingMessage,
  timeout = BODY_TIMEOUT,
): Promise<Buffer | "too-large" | "too-slow" | "cut-off"> {
  if (Number(request.headers["content-length"] ?? 0) > BODY_LIMIT) return Promise.resolve("too-large");
  const { promise, resolve } = Promise.withResolvers<Buffer | "too-large" | "too-slow" | "cut-off">();
  const chunks: Buffer[] = [];
  let size = 0;
  const finish = (result: Buffer | "too-large" | "too-slow" | "cut-off") => {
    clearTimeout(timer);
    request.off("data", take);
    // What still comes is neither kept nor read: the sender is slowed down until the connection is closed.
    request.pause();
    resolve(result);
  };
  const take = (chunk: Buffer) => {
    size += chunk.length;
    if (size > BODY_LIMIT) finish("too-large");
    else chunks.push(chunk);
  };
  const timer = setTimeout(() => finish("too-slow"), timeout);
  request.on("data", take);
  request.once("end", () => finish(Buffer.concat(chunks)));
  request.once("error", () => finish("cut-off"));
  request.once("close", () => finish("cut-off"));
  return promise;
}
