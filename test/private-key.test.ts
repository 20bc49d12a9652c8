import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPrivateKey } from "../src/private-key.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PKCS1 = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const PKCS8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "key-"));
  writeFileSync(join(folder, "key.pem"), PKCS1);
  writeFileSync(join(folder, "other.pem"), "hunter2-hunter2");
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (env: Record<string, string>) => readPrivateKey(env, folder);

test.each([
  ["as it is", PKCS1],
  ["the newer form", PKCS8],
  ["its line ends written out", PKCS1.replaceAll("\n", "\\n")],
  ["its line ends lost", PKCS1.trim().replaceAll("\n", " ")],
  ["from Windows", PKCS1.replaceAll("\n", "\r\n")],
  ["in base64", Buffer.from(PKCS1).toString("base64")],
])("a key is read: %s", (_name, PRIVATE_KEY) => {
  const found = read({ PRIVATE_KEY, PRIVATE_KEY_PATH: "nowhere.pem" });
  expect(found).toEqual({ ok: true, key: PRIVATE_KEY.includes("BEGIN PRIVATE") ? PKCS8 : PKCS1 });
});

test("a key is read from its file, which counts from the folder", () => {
  expect(read({ PRIVATE_KEY_PATH: "key.pem" })).toEqual({ ok: true, key: PKCS1 });
});

test.each([
  [
    { PRIVATE_KEY_PATH: "nowhere.pem" },
    /^PRIVATE_KEY_PATH: \/.*\/nowhere\.pem is not there: expected the whole \.pem file/,
  ],
  [{ PRIVATE_KEY_PATH: "." }, /^PRIVATE_KEY_PATH: \/.* is a folder: expected/],
  [{ PRIVATE_KEY_PATH: "/dev/null" }, /is a device or a socket, and no file: expected/],
  [{ PRIVATE_KEY_PATH: "key.pem/x" }, /is not there/],
  [
    { PRIVATE_KEY_PATH: "other.pem" },
    /^PRIVATE_KEY_PATH \(.*other\.pem\) holds no private key that can be read/,
  ],
  [
    { PRIVATE_KEY: `${PKCS1.slice(0, 200)}\n-----END RSA PRIVATE KEY-----` },
    /^PRIVATE_KEY holds no private key/,
  ],
  [
    {
      PRIVATE_KEY: generateKeyPairSync("ec", { namedCurve: "P-256" })
        .privateKey.export({ type: "pkcs8", format: "pem" })
        .toString(),
    },
    /^PRIVATE_KEY is no RSA key/,
  ],
  [{}, /^PRIVATE_KEY is not set/],
])("what is wrong is said without the key: %#", (env, expected) => {
  const found = read(env as Record<string, string>);
  expect(found).toMatchObject({ ok: false, problem: expect.stringMatching(expected) });
  expect(JSON.stringify(found)).not.toMatch(/hunter2|MII/);
});
