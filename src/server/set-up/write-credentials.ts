/** The file with the App's credentials: readable by nobody else, whole or as it was. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { OperatorError } from "../../operator-error.ts";
import { isSpecialFile } from "../special-file.ts";

/** Throws an OperatorError where nothing can be written there: better now than when GitHub has given the key away. */
export function checkCredentialsFile(path: string): void {
  try {
    const file = realPath(path);
    accessSync(dirname(file), constants.W_OK);
    // It is replaced: a device or a pipe would be gone for everybody.
    if (isSpecialFile(file)) throw Object.assign(new Error(file), { code: "a device, a pipe or a socket" });
    if (existsSync(file)) closeSync(openSync(file, "r+"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new OperatorError(
      `The App's credentials cannot be written to ${path} (${code}). Set CREDENTIALS_FILE to a file in a folder that this user may write to.`,
      { cause: error },
    );
  }
}

/**
 * Sets the variables in the file; its other lines stay. Values hold nothing that would have to be quoted. A link is
 * followed, and a file that others could read is closed to them.
 */
export function writeCredentials(path: string, variables: Readonly<Record<string, string>>): void {
  const file = realPath(path);
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const part = `${file}.${process.pid}.part`;
  // Left behind where a process of this number was killed.
  rmSync(part, { force: true });
  try {
    const descriptor = openSync(part, "wx", 0o600);
    try {
      writeFileSync(descriptor, setVariables(before, variables));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

function setVariables(text: string, variables: Readonly<Record<string, string>>): string {
  const isOurs = (line: string) =>
    Object.keys(variables).some((name) => line.trimStart().startsWith(`${name}=`));
  const kept = text.split("\n").filter((line) => !isOurs(line));
  while (kept.at(-1)?.trim() === "") kept.pop();
  return `${[...kept, ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)].join("\n")}\n`;
}

function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}
