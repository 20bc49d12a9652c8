import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listen } from "../../src/server/listen.ts";
import { runServer, type ServerRun } from "./server-run.ts";

const PRIVATE_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();

let folder: string;
let runs: ServerRun[];
let servers: Server[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cannot-start-"));
  runs = [];
  servers = [];
});
afterEach(() => {
  for (const { child } of runs) child.kill("SIGKILL");
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

const APP = () => ({
  APP_ID: "12",
  PRIVATE_KEY,
  WEBHOOK_SECRET: "hunter2-secret",
  GHE_HOST: "127.0.0.1:1",
  GHE_PROTOCOL: "http",
  HOST: "127.0.0.1",
  PORT: "0",
});

async function refusal(env: Record<string, string>): Promise<string> {
  const run = runServer({ cwd: folder, env: { ...APP(), ...env } });
  runs.push(run);
  expect(await run.ended).toBe(1);
  // One sentence or two in one line, no stack, nothing in the log.
  expect(run.out()).toBe("");
  expect(run.err()).toMatch(/^The server cannot start:\n {2}[^\n]+\.\n$/);
  expect(run.err()).not.toMatch(/hunter2|PRIVATE KEY-|node:internal/);
  return run.err().split("\n")[1]?.trim() ?? "";
}

async function listening(hear: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    hear(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

describe("the address", () => {
  test("a port that is taken", async () => {
    const port = await listening(() => {});
    expect(await refusal({ PORT: String(port) })).toBe(
      `Port ${port} of 127.0.0.1 is taken by another program. Stop that one, or set PORT to a port that is free.`,
    );
  });

  test("a name that there is not, and an address of another machine", async () => {
    expect(await refusal({ HOST: "nowhere.invalid" })).toMatch(
      /^HOST is nowhere\.invalid, a name that has no address\. Set HOST to/,
    );
    expect(await refusal({ HOST: "192.0.2.1" })).toMatch(
      /^HOST is 192\.0\.2\.1, which is no address of this machine\. Set HOST to/,
    );
  });
});

describe("the inbox's file", () => {
  test.each([
    ["below /proc, where nothing can be made", "/proc/nothing/inbox.db", "its folder cannot be made"],
    ["in a folder that is a file", "a-file/inbox.db", "a part of it is a file and not a folder"],
    ["a folder", ".", "it is a folder and not a file"],
    // Nobody reads from it, and its rights stay.
    ["a pipe", "a-pipe", "it is a device, a pipe or a socket and not a file"],
    ["a device", "/dev/null", "it is a device, a pipe or a socket and not a file"],
    [
      "a folder that is there, below a device",
      "/dev/null/inbox.db",
      "a part of it is a file and not a folder",
    ],
  ])("%s", async (_name, INBOX_PATH, reason) => {
    writeFileSync(join(folder, "a-file"), "");
    execFileSync("mkfifo", [join(folder, "a-pipe")]);
    const before = statSync("/dev/null").mode;
    expect(await refusal({ INBOX_PATH })).toMatch(
      new RegExp(`^INBOX_PATH: /\\S+ cannot hold the inbox: ${reason}\\. Set INBOX_PATH to a file`),
    );
    expect(statSync("/dev/null").mode).toBe(before);
  });

  test("another program's file", async () => {
    writeFileSync(join(folder, "inbox.db"), "no database at all, but long enough to be looked at".repeat(50));
    expect(await refusal({ INBOX_PATH: "inbox.db" })).toContain("is no SQLite database");
  });
});

describe("PostgreSQL", () => {
  test("refuses", async () => {
    const said = await refusal({ DATABASE_URL: "postgres://bot:hunter2-hunter2@127.0.0.1:1/inbox" });
    expect(said).toMatch(/^The inbox in PostgreSQL at 127\.0\.0\.1:1\/inbox cannot be opened .*ECONNREFUSED/);
  });

  test("has no such host", async () => {
    const said = await refusal({ DATABASE_URL: "postgres://bot@nowhere.invalid/inbox?sslmode=disable" });
    expect(said).toContain("nowhere.invalid");
  });

  test("is to be trusted by a certificate that is not there", async () => {
    const said = await refusal({
      DATABASE_URL: "postgres://bot:hunter2-hunter2@127.0.0.1:1/inbox?sslrootcert=/nowhere/ca.pem",
    });
    expect(said).toContain("Check the files that DATABASE_URL names (sslrootcert, sslcert, sslkey)");
    expect(said).not.toContain("socket");
  });

  test("does not know the password", async () => {
    const port = await listening((socket) =>
      socket.once("data", () => {
        const fields = 'SFATAL\0C28P01\0Mpassword authentication failed for user "bot"\0\0';
        const length = Buffer.alloc(4);
        length.writeInt32BE(4 + fields.length);
        socket.end(Buffer.concat([Buffer.from("E"), length, Buffer.from(fields)]));
      }),
    );
    const said = await refusal({ DATABASE_URL: `postgres://bot:hunter2-hunter2@127.0.0.1:${port}/inbox` });
    expect(said).toContain("Check user and password in DATABASE_URL.");
  });

  test("is asked for TLS where the address says so, and says that it speaks none", async () => {
    const asked: string[] = [];
    const port = await listening((socket) =>
      socket.once("data", (data: Buffer) => {
        asked.push(data.toString("hex"));
        socket.end("N");
      }),
    );
    const said = await refusal({
      DATABASE_URL: `postgres://bot@127.0.0.1:${port}/inbox?sslmode=verify-full`,
    });
    expect(said).toContain("It speaks no TLS");
    // SSLRequest, before anything is said.
    expect(asked[0]).toBe("0000000804d2162f");
  });
});

describe("the key", () => {
  test("in a file that is not there", async () => {
    expect(await refusal({ PRIVATE_KEY: "", PRIVATE_KEY_PATH: "nowhere.pem" })).toMatch(
      /^PRIVATE_KEY_PATH: \/\S+\/nowhere\.pem is not there: expected the whole \.pem file/,
    );
  });

  test("cut off", async () => {
    const cut = `${PRIVATE_KEY.slice(0, 300)}\n-----END RSA PRIVATE KEY-----\n`;
    writeFileSync(join(folder, "key.pem"), cut);
    expect(await refusal({ PRIVATE_KEY: "", PRIVATE_KEY_PATH: "key.pem" })).toMatch(
      /^PRIVATE_KEY_PATH \(\S+key\.pem\) holds no private key that can be read/,
    );
    expect(await refusal({ PRIVATE_KEY: cut })).toMatch(/^PRIVATE_KEY holds no private key/);
  });
});

describe("without credentials", () => {
  const NONE = { APP_ID: "", PRIVATE_KEY: "", WEBHOOK_SECRET: "" };

  test("in production it says what is missing, and offers no page", async () => {
    expect(await refusal({ ...NONE, NODE_ENV: "production" })).toMatch(
      /^APP_ID, PRIVATE_KEY \(or PRIVATE_KEY_PATH\) and WEBHOOK_SECRET are not set, and with NODE_ENV=production/,
    );
  });

  test("a file for them that cannot be written is said before GitHub gives them away", async () => {
    const said = await refusal({ ...NONE, CREDENTIALS_FILE: "/proc/nothing/app.env" });
    expect(said).toMatch(/^The App's credentials cannot be written to \/proc\/nothing\/app\.env \(ENOENT\)/);
  });
});

test("a signal ends a server that waits for its database", async () => {
  const connected = Promise.withResolvers<void>();
  const port = await listening(() => connected.resolve());
  const run = runServer({
    cwd: folder,
    env: { ...APP(), DATABASE_URL: `postgres://bot@127.0.0.1:${port}/inbox` },
  });
  runs.push(run);
  await connected.promise;
  run.child.kill("SIGTERM");
  expect(await run.ended).toBe(0);
});

test.each([
  [
    "EACCES",
    "This user may not listen on port 80. Set PORT to 1024 or above, and let a proxy in front pass requests on to it.",
  ],
  ["EMFILE", "The server cannot listen on port 80 of localhost (EMFILE). Check HOST and PORT."],
])("what only some users meet is said, too: %s", async (code, said) => {
  const server = createHttpServer();
  server.listen = () => {
    process.nextTick(() => server.emit("error", Object.assign(new Error("listen"), { code })));
    return server;
  };
  await expect(listen(server, { host: "localhost", port: 80 })).rejects.toThrow(said);
});
