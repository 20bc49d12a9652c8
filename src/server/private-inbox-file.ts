/**
 * The embedded inbox's file before it is opened: there, writable, and readable by nobody else, since what people wrote in
 * private repositories waits in it. SQLite gives its companions (`-wal`, `-shm`) the rights of the file itself.
 */
import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { OperatorError } from "../operator-error.ts";
import { makePrivate } from "./make-private.ts";
import { isSpecialFile } from "./special-file.ts";

/** Throws an OperatorError where the path cannot hold an inbox. */
export function preparePrivateInbox(path: string): void {
  const file = resolve(path);
  try {
    makeFolder(dirname(file));
    if (isSpecialFile(file)) throw Object.assign(new Error("no ordinary file"), { code: "NOTFILE" });
    closeSync(openSync(file, "a", 0o600));
    accessSync(dirname(file), constants.W_OK);
    for (const one of [file, `${file}-wal`, `${file}-shm`]) makePrivate(one);
  } catch (error) {
    throw new OperatorError(explain(error, file), { cause: error });
  }
}

/** One after the other: a recursive `mkdirSync` below /proc never returns on Node 24. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process was quicker.
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "its disk is read-only",
  ENOENT: "its folder cannot be made",
  ENOTDIR: "a part of it is a file and not a folder",
  EISDIR: "it is a folder and not a file",
  NOTFILE: "it is a device, a pipe or a socket and not a file",
  ENOSPC: "its disk is full",
};

function explain(error: unknown, file: string): string {
  const code = codeOf(error);
  const reason = REASONS[code] ?? `the system says ${code}`;
  return `INBOX_PATH: ${file} cannot hold the inbox: ${reason}. Set INBOX_PATH to a file in a folder that this user may write to.`;
}
