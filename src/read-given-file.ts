/**
 * A small file that the operator names. It may be a pipe, as a shell's `<(…)` and some keepers of secrets make them: what
 * comes out of it is taken, but a silent one is not waited for without end, since nobody would learn what the start waits for.
 */
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";

/** No key and no `.env` is larger. */
const LIMIT = 1024 * 1024;
/** How long a pipe may be silent, in ms, and how often it is looked at. */
const PATIENCE = 5_000;
const LOOK_EVERY = 20;

/** Its text. Throws an error with a `code`, for `explainUnread`. */
export function readGivenFile(path: string, patience = PATIENCE): string {
  // Before it is opened: to open a device may do something.
  const { isPipe } = kindOf(statSync(path));
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    kindOf(fstatSync(file));
    return readWhole(file, isPipe ? patience : null).toString("utf8");
  } finally {
    closeSync(file);
  }
}

function kindOf(found: ReturnType<typeof fstatSync>): { isPipe: boolean } {
  if (found.isDirectory()) throw coded("EISDIR");
  if (!found.isFile() && !found.isFIFO()) throw coded("NOFILE");
  return { isPipe: found.isFIFO() };
}

/** `patience`: of a pipe, which ends only once somebody has written; null: it is none. */
function readWhole(file: number, patience: number | null): Buffer {
  const whole = Buffer.alloc(LIMIT + 1);
  let size = 0;
  let until = performance.now() + (patience ?? 0);
  for (;;) {
    const read = readNow(file, whole.subarray(size));
    size += read ?? 0;
    if (size > LIMIT) throw coded("TOO_LARGE");
    if (read === 0 && (size > 0 || patience === null)) return whole.subarray(0, size);
    if (read) until = performance.now() + (patience ?? 0);
    else if (performance.now() >= until) throw coded("SILENT");
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY);
  }
}

/** Null: there is nothing at the moment. */
function readNow(file: number, into: Buffer): number | null {
  try {
    return readSync(file, into);
  } catch (error) {
    if (codeOf(error) === "EAGAIN") return null;
    throw error;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  ENOTDIR: "is not there",
  EACCES: "may not be read by this user",
  EISDIR: "is a folder",
  NOFILE: "is a device or a socket, and no file",
  SILENT: `is a pipe out of which nothing came for ${PATIENCE / 1000} seconds`,
  TOO_LARGE: "is larger than a megabyte",
};

/** What is wrong with the file, as the rest of a sentence that begins with its path. */
export function explainUnread(error: unknown): string {
  const code = codeOf(error);
  return REASONS[code] ?? `cannot be read (${code})`;
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
