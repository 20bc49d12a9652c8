import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { decode } from "../read-text.ts";
import type { Shell } from "../shell.ts";
import { reasonOf, UserError } from "../user-error.ts";

/** A webhook as it was recorded. */
export interface Recording {
  readonly event: string;
  readonly payload: object;
}

/** GitHub delivers nothing larger. */
const BYTES = 25 * 1024 * 1024;

const object = z.looseObject({});
const wrapped = z.union([
  z.looseObject({ event: z.string(), payload: object }),
  z
    .looseObject({ name: z.string(), payload: object })
    .transform(({ name, payload }) => ({ event: name, payload })),
  // As GitHub's API gives a delivery of an App.
  z
    .looseObject({ event: z.string(), request: z.looseObject({ payload: object }) })
    .transform(({ event, request }) => ({ event, payload: request.payload })),
]);

/** The file, or standard input for `-`: a webhook's body as it is, or with its event's name beside it. Throws a `UserError` for all else. */
export async function readRecording(
  shell: Pick<Shell, "cwd" | "readStdin">,
  file: string,
  event: string | undefined,
): Promise<Recording> {
  const what = file === "-" ? "Standard input" : file;
  const json = parseJson(what, file === "-" ? await shell.readStdin() : await readBody(shell, file));
  const named = wrapped.safeParse(json);
  if (named.success) return { event: event ?? named.data.event, payload: named.data.payload };
  const body = object.safeParse(json);
  if (!body.success) throw new UserError(`${what} holds no webhook: expected a JSON object.`);
  const found = event ?? eventOf(body.data);
  if (found === null) {
    throw new UserError(
      `${what} does not show which event it was: --event NAME says it, as in --event issue_comment.`,
      { exitCode: 2 },
    );
  }
  return { event: found, payload: body.data };
}

/** What a body is, by the objects in it: GitHub says the event's name in a header only. */
export function eventOf(payload: Readonly<Record<string, unknown>>): string | null {
  const has = (...names: string[]) => names.every((name) => object.safeParse(payload[name]).success);
  if (has("comment", "issue")) return "issue_comment";
  if (has("review", "pull_request")) return "pull_request_review";
  if (has("comment", "pull_request")) return "pull_request_review_comment";
  if (has("pull_request")) return "pull_request";
  if (has("issue")) return "issues";
  if (typeof payload["ref"] === "string" && typeof payload["after"] === "string") return "push";
  return null;
}

/** Any file with JSON in it that belongs to a recording. */
export async function readJson(shell: Pick<Shell, "cwd">, file: string): Promise<unknown> {
  return parseJson(file, await readBody(shell, file));
}

async function readBody({ cwd }: Pick<Shell, "cwd">, file: string): Promise<string> {
  const path = resolve(cwd, file);
  try {
    const { size } = await stat(path);
    if (size > BYTES) throw new UserError(`${file} has more than 25 MB; GitHub delivers no such webhook.`);
    const read = decode(await readFile(path));
    if (read.kind === "text") return read.text;
    throw new UserError(`${file} holds no JSON. ${"reason" in read ? read.reason : ""}`);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    throw new UserError(`${file}: ${reason}.`, { cause: error });
  }
}

function parseJson(what: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError(`${what} holds no JSON: ${error.message.slice(0, 200).replace(/\s+/g, " ")}.`, {
      cause: error,
    });
  }
}
