import type { IncomingMessage } from "node:http";
import { type BodyMemory, OWN_BYTES, PAGE_BYTES } from "./body-memory.ts";
import type { ReadingTurns } from "./reading-turns.ts";

/** GitHub sends nothing larger: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
const BODY_LIMIT = 25 * 1024 * 1024;

/** How long a body may take to arrive, in ms: GitHub hangs up after ten seconds anyway. */
const BODY_TIMEOUT = 10_000;

export interface ReadOptions {
  readonly memory: BodyMemory;
  /** Whose turn it is to read more than a small body. */
  readonly turns: ReadingTurns;
  /** Called with every piece as it arrives, in order. */
  readonly onPiece?: (piece: Buffer) => void;
  /** In ms, for the whole body. */
  readonly timeout?: number;
}

/** Why there is no body. `no-room`: others hold all the memory that there is for bodies. */
export type NoBody = "too-large" | "too-slow" | "cut-off" | "no-room";

/** A body that arrived whole. Whoever got it gives its memory back. */
export class Body {
  readonly #memory: BodyMemory;
  #pages: Buffer[] = [];
  #size = 0;
  /** What was set aside for it. */
  #aside = 0;

  constructor(memory: BodyMemory) {
    this.#memory = memory;
  }

  /** False: there is no room for one of this size. */
  setAside(size: number): boolean {
    const aside = this.#memory.setAside(size);
    this.#aside = aside ?? 0;
    return aside !== null;
  }

  /** False: there is no room for it. */
  append(piece: Buffer): boolean {
    for (let from = 0; from < piece.length; ) {
      const at = this.#size % PAGE_BYTES;
      if (at === 0) {
        const page = this.#memory.takePage(this.#pages.length * PAGE_BYTES, this.#aside);
        if (page === null) return false;
        this.#pages.push(page);
      }
      const copied = piece.copy(this.#pages.at(-1) ?? piece, at, from);
      this.#size += copied;
      from += copied;
    }
    return true;
  }

  get size(): number {
    return this.#size;
  }

  text(): string {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const pieces = this.#pages.map((page, at) =>
      decoder.decode(page.subarray(0, this.#size - at * PAGE_BYTES), { stream: true }),
    );
    return `${pieces.join("")}${decoder.decode()}`;
  }

  release(): void {
    this.#memory.giveBack(this.#pages, this.#aside);
    this.#pages = [];
    this.#size = 0;
    this.#aside = 0;
  }
}

/**
 * The whole body, or why there is none. Never rejects, and leaves the connection as it is, so that the sender can still
 * be told. A body that says how large it is, and is too large or finds no room, is not read at all.
 */
export function readBody(
  request: IncomingMessage,
  { memory, turns, onPiece = () => {}, timeout = BODY_TIMEOUT }: ReadOptions,
): Promise<Body | NoBody> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > BODY_LIMIT) return Promise.resolve("too-large");
  if (!memory.hasRoomFor(announced)) return Promise.resolve("no-room");
  const { promise, resolve } = Promise.withResolvers<Body | NoBody>();
  const body = new Body(memory);
  let isOver = false;
  const finish = (result: Body | NoBody) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    request.off("data", take);
    // What still comes is neither kept nor read: the sender is slowed down until the connection is closed.
    request.pause();
    if (result !== body) body.release();
    resolve(result);
  };
  const take = (piece: Buffer) => {
    if (body.size + piece.length > BODY_LIMIT) return finish("too-large");
    // Who has sent its own share means what it says.
    const isBeyond = body.size <= OWN_BYTES && body.size + piece.length > OWN_BYTES;
    if (isBeyond && !body.setAside(announced)) return finish("no-room");
    if (!body.append(piece)) return finish("no-room");
    onPiece(piece);
    if (body.size <= OWN_BYTES) return;
    request.pause();
    turns.take(() => isOver || request.resume());
  };
  const timer = setTimeout(() => finish("too-slow"), timeout);
  request.on("data", take);
  request.once("end", () => finish(body));
  request.once("error", () => finish("cut-off"));
  request.once("close", () => finish("cut-off"));
  return promise;
}
