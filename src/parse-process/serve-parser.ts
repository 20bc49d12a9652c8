/**
 * The other side of `ParseProcess`: what runs in a process of its own. Other people's text goes in, an answer comes out. It has
 * none of the server's environment variables, a bounded heap, and is killed from outside when a text takes too long, so a
 * parser needs no care of its own: one that throws ends the process, and the text counts as one that cannot be read.
 */
import { flushCompileCache } from "node:module";

export interface ParseRequest<Request> {
  readonly id: number;
  readonly request: Request;
}

export interface ParseAnswer<Answer> {
  readonly id: number;
  readonly answer: Answer;
}

export const READY = "ready";

export function serveParser<Request, Answer>(parse: (request: Request) => Answer | Promise<Answer>): void {
  process.on("message", async ({ id, request }: ParseRequest<Request>) => {
    tell({ id, answer: await parse(request) });
  });
  // Whoever started this process is gone.
  process.on("disconnect", () => process.exit());
  tell(READY);
  // Now, since it is killed at its end, and writes nothing then.
  flushCompileCache();
}

function tell<Answer>(message: ParseAnswer<Answer> | typeof READY): void {
  if (!process.send) throw new Error("a parser runs as a child process");
  process.send(message);
}
