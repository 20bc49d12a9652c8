/**
 * The files that add to the environment: `.env` in the folder where the server starts, and the one that CREDENTIALS_FILE
 * names, where the set-up page leaves what GitHub gave it. What is set already stays, and an empty variable is none. An App
 * whose key is set nowhere has the one `.pem` file of that folder, as with Probot.
 */
import { readdirSync, statSync } from "node:fs";
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
  return withKeyFile(add(own, credentialsPath(own, cwd)), cwd);
}

/** GitHub's settings page gives the key as a download. Of two nobody knows which one is the App's. */
function withKeyFile(env: Variables, cwd: string): Variables {
  if (!env["APP_ID"] || env["PRIVATE_KEY"] || env["PRIVATE_KEY_PATH"]) return env;
  const found = keyFilesIn(cwd);
  if (found.length > 1) {
    throw new OperatorError(
      `There is more than one .pem file in ${cwd} (${found.join(", ")}). Set PRIVATE_KEY_PATH to the one that is the App's key.`,
    );
  }
  return found[0] === undefined ? env : { ...env, PRIVATE_KEY_PATH: found[0] };
}

function keyFilesIn(cwd: string): string[] {
  return readdirSync(cwd)
    .filter((name) => name.endsWith(".pem"))
    .sort();
}

const SECRETS = ["PRIVATE_KEY", "WEBHOOK_SECRET", "DATABASE_URL"];

/** Those of the files that hold a secret, and the key beside them. A pipe is left alone: it gives what it has once. */
export function secretFiles(env: Variables, cwd: string): string[] {
  const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  const paths = new Set([resolve(cwd, ".env"), credentialsPath(env, cwd)]);
  const files = [...paths].filter((path) => {
    if (!isFile(path)) return false;
    const variables = readVariables(path);
    return SECRETS.some((name) => variables[name]);
  });
  // A key that is kept elsewhere is looked after there.
  const keys = env["PRIVATE_KEY_PATH"]
    ? keyFilesIn(cwd).filter((name) => name === env["PRIVATE_KEY_PATH"])
    : [];
  return [...files, ...keys.map((name) => resolve(cwd, name)).filter(isFile)];
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
