import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type HostedBot, sign, startHostedBot } from "./hosted-bot.ts";

let hosted: HostedBot;
let secret: string;

beforeAll(async () => {
  hosted = await startHostedBot();
  secret = hosted.github.app.webhookSecret;
});
beforeEach(() => {
  hosted.log.length = 0;
  hosted.github.requests.reset();
});
afterAll(() => hosted.close());

const url = () => `${hosted.server.url}/api/github/webhooks`;
const COMMENT = {
  action: "created",
  issue: {
    number: 1,
    title: "T",
    user: { login: "ada" },
    created_at: "2026-11-24T09:00:00Z",
    updated_at: "2026-11-24T09:00:00Z",
  },
  comment: {
    id: 4711,
    body: "/claim G-LIN-FL",
    user: { login: "ada" },
    created_at: "2026-11-24T09:59:00Z",
    updated_at: "2026-11-24T09:59:00Z",
  },
  sender: { login: "ada", type: "User" },
  repository: { name: "diagrams", owner: { login: "atlas" } },
};

function send(
  body: string | Buffer,
  headers: Record<string, string> = {},
  method = "POST",
): Promise<Response> {
  return fetch(url(), {
    method,
    headers: {
      "content-type": "application/json",
      "x-github-delivery": "b5f0c3e0-0000-4000-8000-000000000001",
      "x-github-event": "issue_comment",
      "x-hub-signature-256": sign(secret, body),
      ...headers,
    },
    ...(method !== "GET" && { body }),
  });
}

/** Bytes on a bare connection, and all that comes back. */
async function sendRaw(head: readonly string[], ...bytes: (string | Buffer)[]): Promise<string> {
  const { port } = new URL(url());
  const socket = connect(Number(port), "127.0.0.1");
  socket.on("error", () => {});
  socket.write(`${["POST /api/github/webhooks HTTP/1.1", "Host: x", ...head].join("\r\n")}\r\n\r\n`);
  for (const one of bytes) socket.write(one);
  return text(socket);
}

const GITHUB = [
  "Content-Type: application/json",
  "X-GitHub-Delivery: 1",
  "X-GitHub-Event: push",
  "X-Hub-Signature-256: sha256=00",
];

describe("what is refused leaves nothing behind but one line of the log", () => {
  const body = JSON.stringify(COMMENT);
  const refused: readonly (readonly [string, number, () => Promise<Response>])[] = [
    ["unsigned", 400, () => send(body, { "x-hub-signature-256": "" })],
    ["signed with another secret", 400, () => send(body, { "x-hub-signature-256": sign("another", body) })],
    ["signed with SHA-1", 400, () => send(body, { "x-hub-signature-256": "sha1=0000" })],
    [
      "a signature that differs in its last digit only",
      400,
      () =>
        send(body, {
          "x-hub-signature-256": sign(secret, body).replace(/.$/, (one) => (one === "0" ? "1" : "0")),
        }),
    ],
    [
      "the right signature of other bytes",
      400,
      () => send(`${body} `, { "x-hub-signature-256": sign(secret, body) }),
    ],
    ["bytes that are no text", 400, () => send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
    ["an empty body", 400, () => send("")],
    ["no JSON", 400, () => send("action=created")],
    ["JSON that is no object", 400, () => send("[]")],
    ["null", 400, () => send("null")],
    ["a form", 415, () => send(body, { "content-type": "application/x-www-form-urlencoded" })],
    ["no delivery ID", 400, () => send(body, { "x-github-delivery": "" })],
    ["a delivery ID that would break a trailer", 400, () => send(body, { "x-github-delivery": "a b" })],
    ["no event", 400, () => send(body, { "x-github-event": "" })],
    [
      "an event with a name as none of GitHub's",
      400,
      () => send(body, { "x-github-event": "x".repeat(101) }),
    ],
    ["another method", 405, () => send(body, {}, "GET")],
    ["an event that nobody listens to", 200, () => send(body, { "x-github-event": "star" })],
    ["an event with the name of a built-in", 200, () => send(body, { "x-github-event": "constructor" })],
  ];

  test.each(refused)("%s: %i", async (_name, status, ask) => {
    const response = await ask();
    await hosted.idle();
    expect(response.status).toBe(status);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await hosted.inbox.list()).toEqual([]);
    expect(hosted.log).toHaveLength(1);
    expect(
      hosted.github.requests.all.filter(({ isWrite, label }) => isWrite && !label.includes("access_tokens")),
    ).toEqual([]);
  });

  test.each([
    ["an installation", () => ({ ...COMMENT, installation: { id: 999_999 } })],
    [
      "a repository",
      () => ({
        ...COMMENT,
        repository: { name: "gone", owner: { login: "atlas" } },
        installation: { id: hosted.github.installationId("atlas") },
      }),
    ],
  ])("%s that is not there is waited for, and asked nothing more", async (_, payload) => {
    expect((await send(JSON.stringify(payload()))).status).toBe(200);
    await hosted.idle();
    const kept = await hosted.inbox.list();
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map(({ state, tries }) => [state, tries])).toEqual(kept.map(() => ["held", 1]));
    const writes = hosted.github.requests.all.filter(({ isWrite }) => isWrite);
    expect(writes.filter(({ label }) => !label.includes("access_tokens"))).toEqual([]);
  });

  test("what comes from no installation is not kept: nobody could be answered there", async () => {
    const comment = { ...COMMENT.comment, id: 4712 };
    expect((await send(JSON.stringify({ ...COMMENT, comment }))).status).toBe(200);
    expect(await hosted.inbox.show("comment-4712")).toBeNull();
  });

  test("a body that says that it is larger than 25 MB, before a byte of it was sent: 413", async () => {
    const answer = await sendRaw([...GITHUB, `Content-Length: ${25 * 1024 * 1024 + 1}`]);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
    expect(hosted.log).toEqual([expect.objectContaining({ status: 413, msg: "webhook refused" })]);
  });

  test("a body without a length that turns out to be larger: 413", async () => {
    const chunk = Buffer.alloc(1024 * 1024, " ");
    const framed = Buffer.concat([Buffer.from("100000\r\n"), chunk, Buffer.from("\r\n")]);
    // One byte too many is enough: what is sent after the answer could tear the connection down before it is read.
    const rest = Buffer.from("1\r\n \r\n");
    const answer = await sendRaw(
      [...GITHUB, "Transfer-Encoding: chunked"],
      ...Array.from({ length: 25 }, () => framed),
      rest,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(hosted.log).toHaveLength(1);
  });

  test("a body without a length that is not too large is read", async () => {
    const ping = JSON.stringify({ zen: "Keep it logically awesome." });
    const head = GITHUB.map((line) => line.replace("sha256=00", sign(secret, ping)).replace("push", "ping"));
    const answer = await sendRaw(
      [...head, "Transfer-Encoding: chunked", "Connection: close"],
      `${ping.length.toString(16)}\r\n${ping}\r\n0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

test("a delivery that cannot be kept is answered with 500, and said once", async () => {
  const broken = await startHostedBot();
  await broken.bot.worker.drain();
  await broken.inbox.close();
  broken.github
    .repository("atlas/diagrams")
    .openIssue({ author: "ada", title: "T", body: "/claim G-LIN-FL" });
  await broken.github.settled();
  expect(broken.github.webhooks.log.map(({ statusCode }) => statusCode)).toEqual([500]);
  expect(broken.log).toEqual([expect.objectContaining({ level: "error", msg: "webhook not kept" })]);
  expect(JSON.stringify(broken.log)).not.toContain("G-LIN-FL");
  expect(await (await fetch(`${broken.server.url}/readyz`)).text()).toContain(
    "not ready: a delivery could not be kept: ",
  );
  await broken.server.close();
  await broken.github.close();
});

interface Example {
  readonly name: string;
  readonly examples: readonly object[];
}

test("all of GitHub's example payloads are answered with 2xx, change nothing and are no fault", async () => {
  const path = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/api.github.com/index.json");
  const described: readonly Example[] = JSON.parse(readFileSync(path, "utf8"));
  const all = described.flatMap(({ name, examples }) => examples.map((payload) => ({ name, payload })));
  expect(all).toHaveLength(329);
  const installation = { id: hosted.github.installationId("atlas") };
  let at = 0;
  for (const { name, payload } of all) {
    // As they are, and as an App gets them: many of them lack the installation.
    for (const sent of [payload, { ...payload, installation }]) {
      const response = await send(JSON.stringify(sent), {
        "x-github-event": name,
        "x-github-delivery": `example-${at++}`,
      });
      expect([name, response.status]).toEqual([name, 200]);
    }
  }
  await hosted.idle();
  const writes = hosted.github.requests.all.filter(({ isWrite }) => isWrite).map(({ label }) => label);
  expect(
    writes.filter((label) => !label.includes("access_tokens") && !label.startsWith("graphql Read")),
  ).toEqual([]);
  // Theirs are repositories that this App does not reach: what happened there is waited for.
  const others = hosted.log.filter(({ level }) => level !== "info");
  expect(others.filter(({ msg }) => msg !== "held until it can be reached")).toEqual([]);
  expect((await hosted.inbox.counts()).setAside).toBe(0);
});
