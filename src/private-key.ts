import { createPrivateKey } from "node:crypto";
import { resolve } from "node:path";
import { explainUnread, readGivenFile } from "./read-given-file.ts";

/** PEM, or what is wrong with it: a sentence that holds nothing of the key. */
export type ReadKey =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly kind: "unreadable" | "malformed"; readonly problem: string };

const FIX =
  "the whole .pem file from the App's settings page on GitHub, where a new one can be made at any time";

/**
 * The App's private key from PRIVATE_KEY (the .pem file's content, its line ends written as `\n` or as they are, or its
 * base64) or from the file that PRIVATE_KEY_PATH names. A path counts from `cwd`.
 */
export function readPrivateKey(env: Readonly<Record<string, string | undefined>>, cwd: string): ReadKey {
  const { PRIVATE_KEY, PRIVATE_KEY_PATH } = env;
  if (PRIVATE_KEY) return check(PRIVATE_KEY, "PRIVATE_KEY");
  if (!PRIVATE_KEY_PATH) {
    return { ok: false, kind: "unreadable", problem: `PRIVATE_KEY is not set: expected ${FIX}.` };
  }
  const path = resolve(cwd, PRIVATE_KEY_PATH);
  try {
    return check(readGivenFile(path), `PRIVATE_KEY_PATH (${path})`);
  } catch (error) {
    const problem = `PRIVATE_KEY_PATH: ${path} ${explainUnread(error)}: expected ${FIX}.`;
    return { ok: false, kind: "unreadable", problem };
  }
}

function check(text: string, source: string): ReadKey {
  const key = toPem(text);
  const problem = (found: string): ReadKey => ({
    ok: false,
    kind: "malformed",
    problem: `${source} ${found}: expected ${FIX}.`,
  });
  try {
    const { asymmetricKeyType } = createPrivateKey(key);
    return asymmetricKeyType === "rsa" ? { ok: true, key } : problem("is no RSA key");
  } catch {
    return problem("holds no private key that can be read");
  }
}

const PEM = /^-----BEGIN ((?:RSA )?PRIVATE KEY)-----([\s\S]+)-----END \1-----$/;

/** With its lines again, which an environment may have lost. */
function toPem(text: string): string {
  const given = text.trim();
  const decoded = given.startsWith("-----") ? given : Buffer.from(given, "base64").toString("latin1");
  const lines = decoded.replaceAll("\\n", "\n").trim();
  const [, kind, body = ""] = PEM.exec(lines) ?? [];
  if (kind === undefined) return lines;
  return `-----BEGIN ${kind}-----\n${body.trim().replaceAll(/\s+/g, "\n")}\n-----END ${kind}-----\n`;
}
