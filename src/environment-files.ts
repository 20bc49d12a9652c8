/**
 * The files that add to the environment: `.env` in the folder where the server starts, and the one that CREDENTIALS_FILE
 * names, where the set-up page leaves what GitHub gave it. What is set already stays, and an empty variable is none.
 */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { OperatorError } from "./operator-error.ts";
import { codeOf, explainUnread, readGivenFile } from "./read-given-file.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** Where credentials are kept. */
export function credentialsPath({ CREDENTIALS_FILE }: Variables, cwd: string): string {
  return resolve(cwd, CREDENTIALS_FILE || ".env");
}

/** Throws an OperatorError where a file is there but cannot be read. */
export function withEnvironmentFiles(env: Variables, cwd: string): Variables {
  const own = add(env, resolve(cwd, ".env"));
  return add(own, credentialsPath(own, cwd));
}

const SECRETS = ["PRIVATE_KEY", "WEBHOOK_SECRET", "DATABASE_URL"];

/** Those of the files that hold a secret. A pipe is left alone: it gives what it has once. */
export function secretFiles(env: Variables, cwd: string): string[] {
  const paths = new Set([resolve(cwd, ".env"), credentialsPath(env, cwd)]);
  return [...paths].filter((path) => {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
    const variables = readVariables(path);
    return SECRETS.some((name) => variables[name]);
  });
}

function add(env: Variables, path: string): Variables {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== "");
  return { ...readVariables(path), ...Object.fromEntries(given) };
}

function readVariables(path: string): Variables {
  try {
    return parseEnv(readGivenFile(path));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return {};
    throw new OperatorError(
      `${path} ${explainUnread(error)}. Let this user read it, or set CREDENTIALS_FILE to another file.`,
      { cause: error },
    );
  }
}
