import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { credentialsPath, secretFiles, withEnvironmentFiles } from "../src/environment-files.ts";
import { OperatorError } from "../src/operator-error.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "env-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("what is set stays, `.env` comes next, then the credentials; an empty variable is none", () => {
  writeFileSync(join(folder, ".env"), "CREDENTIALS_FILE=data/app.env\nPORT=1\nHOST=from-env\n");
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "data/app.env"), "APP_ID=12\nPORT=2\nLOG_LEVEL=debug\n");
  expect(withEnvironmentFiles({ HOST: "set", APP_ID: "" }, folder)).toEqual({
    CREDENTIALS_FILE: "data/app.env",
    HOST: "set",
    PORT: "1",
    APP_ID: "12",
    LOG_LEVEL: "debug",
  });
});

test("no file is needed, and credentials lie in `.env` unless something else is said", () => {
  expect(withEnvironmentFiles({ PORT: "1" }, folder)).toEqual({ PORT: "1" });
  expect(credentialsPath({}, folder)).toBe(join(folder, ".env"));
});

test("an App whose key is set nowhere has the one .pem file of the folder", () => {
  writeFileSync(join(folder, "app.2026-11-28.private-key.pem"), "a key");
  const found = withEnvironmentFiles({ APP_ID: "12" }, folder);
  expect(found).toEqual({ APP_ID: "12", PRIVATE_KEY_PATH: "app.2026-11-28.private-key.pem" });
  expect(secretFiles(found, folder)).toEqual([join(folder, "app.2026-11-28.private-key.pem")]);
  // Who says where it is, is asked nothing; and without an App it is nobody's.
  for (const env of [{ APP_ID: "12", PRIVATE_KEY: "k" }, { APP_ID: "12", PRIVATE_KEY_PATH: "/run/k" }, {}]) {
    expect(withEnvironmentFiles(env, folder)).toEqual(env);
    expect(secretFiles(env, folder)).toEqual([]);
  }
  writeFileSync(join(folder, "other.pem"), "another");
  expect(() => withEnvironmentFiles({ APP_ID: "12" }, folder)).toThrow(
    /more than one \.pem file in .* \(app\.2026-11-28\.private-key\.pem, other\.pem\)\. Set PRIVATE_KEY_PATH/,
  );
});

test("a file that cannot be read is named", () => {
  mkdirSync(join(folder, ".env"));
  expect(() => withEnvironmentFiles({}, folder)).toThrow(OperatorError);
  expect(() => withEnvironmentFiles({}, folder)).toThrow(/\/\.env is a folder\. Let this user read it/);
});
