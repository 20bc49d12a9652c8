import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { secretFiles } from "../../src/environment-files.ts";
import { openSqliteInbox } from "../../src/inbox/open-inbox.ts";
import { OperatorError } from "../../src/operator-error.ts";
import { makePrivate } from "../../src/server/make-private.ts";
import { preparePrivateInbox } from "../../src/server/private-inbox-file.ts";
import { checkCredentialsFile, writeCredentials } from "../../src/server/set-up/write-credentials.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "private-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test("the inbox and its companions are for this user only, new or old", async () => {
  const path = join(folder, "one", "two", "inbox.db");
  const openAndWrite = async () => {
    preparePrivateInbox(path);
    const inbox = openSqliteInbox(path, { now: Date.now, leaseMs: 1000 });
    const event = { kind: "push", key: "push-1", at: "2026-11-24T10:00:00Z" } as const;
    await inbox.put({ id: "one", repository: { owner: "a", name: "b" }, installationId: 1, event });
    return inbox;
  };
  const files = [path, `${path}-wal`, `${path}-shm`];
  const inbox = await openAndWrite();
  expect(files.map(modeOf)).toEqual(["600", "600", "600"]);
  expect([modeOf(join(folder, "one")), modeOf(join(folder, "one", "two"))]).toEqual(["700", "700"]);

  // As an older version left them, with another process still on them.
  for (const file of files) chmodSync(file, 0o644);
  const again = await openAndWrite();
  expect(files.map(modeOf)).toEqual(["600", "600", "600"]);
  await again.close();
  await inbox.close();
});

test("credentials replace their own lines and close the file to others", () => {
  const path = join(folder, ".env");
  writeFileSync(path, "# mine\nPORT=8080\nAPP_ID=1\n  WEBHOOK_SECRET=old\nAPP_ID_OF_ANOTHER=2\n\n\n", {
    mode: 0o644,
  });
  checkCredentialsFile(path);
  writeCredentials(path, { APP_ID: "12", PRIVATE_KEY: "LS0t", WEBHOOK_SECRET: "new" });
  expect(modeOf(path)).toBe("600");
  expect(readFileSync(path, "utf8")).toBe(
    "# mine\nPORT=8080\nAPP_ID_OF_ANOTHER=2\nAPP_ID=12\nPRIVATE_KEY=LS0t\nWEBHOOK_SECRET=new\n",
  );
  expect(parseEnv(readFileSync(path, "utf8"))).toMatchObject({ APP_ID: "12", WEBHOOK_SECRET: "new" });
});

test("a new file is for this user only, and a link is followed", () => {
  const target = join(folder, "target.env");
  writeFileSync(target, "PORT=1\n", { mode: 0o666 });
  symlinkSync(target, join(folder, "link.env"));
  writeCredentials(join(folder, "link.env"), { APP_ID: "12" });
  writeCredentials(join(folder, "new.env"), { APP_ID: "12" });
  expect(readFileSync(target, "utf8")).toBe("PORT=1\nAPP_ID=12\n");
  expect([modeOf(target), modeOf(join(folder, "new.env"))]).toEqual(["600", "600"]);
});

test("what a killed process left of the credentials is in nobody's way", () => {
  const path = join(folder, ".env");
  writeFileSync(`${path}.${process.pid}.part`, "APP_ID=1\n", { mode: 0o644 });
  writeCredentials(path, { APP_ID: "12" });
  expect([readFileSync(path, "utf8"), modeOf(path), readdirSync(folder)]).toEqual([
    "APP_ID=12\n",
    "600",
    [".env"],
  ]);
});

test("a file that is there with a secret is closed to others, one without is not, and what is no file stays", () => {
  const files = { PORT: ".env", WEBHOOK_SECRET: "app.env" };
  for (const [name, file] of Object.entries(files))
    writeFileSync(join(folder, file), `${name}=3000\n`, { mode: 0o644 });
  execFileSync("mkfifo", [join(folder, "pipe.env")]);
  const found = ["app.env", "pipe.env", "none.env"].map((CREDENTIALS_FILE) =>
    secretFiles({ CREDENTIALS_FILE }, folder),
  );
  expect(found).toEqual([[join(folder, "app.env")], [], []]);
  makePrivate(join(folder, "app.env"));
  makePrivate(join(folder, "none.env"));
  expect([modeOf(join(folder, "app.env")), modeOf(join(folder, ".env"))]).toEqual(["600", "644"]);
});

test("what cannot be written is said with its fix", () => {
  expect(() => checkCredentialsFile(join(folder, "nowhere", "app.env"))).toThrow(OperatorError);
  expect(() => checkCredentialsFile(folder)).toThrow(
    /cannot be written to .* \(EISDIR\)\. Set CREDENTIALS_FILE/,
  );
  expect(() => checkCredentialsFile("/dev/null")).toThrow(/\(a device, a pipe or a socket\)/);
  expect(() => preparePrivateInbox(folder)).toThrow(OperatorError);
});
