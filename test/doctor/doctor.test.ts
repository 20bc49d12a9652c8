import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readManifest } from "../../src/doctor/check-grants.ts";
import { checkWebhook } from "../../src/doctor/check-webhook.ts";
import type { Diagnosis } from "../../src/doctor/finding.ts";
import { CHECK_NAMES } from "../../src/facts/check-kind.ts";
import { openSqliteInbox } from "../../src/inbox/open-inbox.ts";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { type Ran, runCli } from "../cli/run-cli.ts";
import { FILES, TRACKER } from "../github/tracked.ts";
import { CATALOG } from "../guarantees-catalog.ts";
import { appClient } from "../playground/github/clients.ts";

let github: GitHub;
let folder: string;
let server: Server;
/** What the server answers on /healthz. */
let health: { status: number; text: string };

beforeEach(async () => {
  const { permissions, events } = readManifest();
  github = await startGitHub({ app: { permissions, events } });
  health = { status: 200, text: "ok\n" };
  server = createServer((request, response) => {
    const isHealth = request.url === "/healthz";
    response.writeHead(isHealth ? health.status : 404).end(isHealth ? health.text : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  github.webhooks.config.url = `http://127.0.0.1:${port}/api/github/webhooks`;
  folder = mkdtempSync(join(tmpdir(), "doctor-"));
  const inbox = openSqliteInbox(join(folder, "inbox.db"), { now: Date.now, leaseMs: 1000 });
  await inbox.close();
  for (const [name, value] of Object.entries({
    APP_ID: String(github.app.id),
    PRIVATE_KEY: github.app.privateKey,
    PRIVATE_KEY_PATH: "",
    WEBHOOK_SECRET: github.app.webhookSecret,
    GHE_HOST: new URL(github.url).host,
    GHE_PROTOCOL: "http",
    PORT: String(port),
    INBOX_PATH: "inbox.db",
    DATABASE_URL: "",
  })) {
    vi.stubEnv(name, value);
  }
});

afterEach(async () => {
  expect(github.invalidRequests).toEqual([]);
  expect(
    github.requests.all.filter(({ isWrite, label }) => isWrite && !/access_tokens|graphql Read/.test(label)),
  ).toEqual([]);
  vi.unstubAllEnvs();
  server.close();
  await github.close();
  rmSync(folder, { recursive: true });
});

function doctor(...args: string[]): Promise<Ran> {
  return runCli(["doctor", ...args], { cwd: folder, now: Date.now });
}

/** What is wrong, as `error app: Permission …`. */
async function wrong(): Promise<{ code: number; wrong: string[]; findings: Diagnosis[] }> {
  const { code, out } = await doctor("--json");
  const findings: Diagnosis[] = JSON.parse(out);
  const bad = findings.filter(({ severity }) => severity !== "ok");
  for (const { fix, what } of bad) expect([what, fix !== null && fix.length > 10]).toEqual([what, true]);
  return {
    code,
    wrong: bad.map(({ severity, subject, what }) => `${severity} ${subject}: ${what}`),
    findings,
  };
}

/** A repository whose tracker is as the bot would write it. */
function healthy(): void {
  github.createRepository({ owner: "atlas", name: "empty", files: { "README.md": "# Empty\n" } });
}

test("nothing is wrong: it says what it looked at, and ends with 0", async () => {
  healthy();
  const { code, out } = await doctor();
  expect(code).toBe(0);
  expect(
    out
      .replaceAll(/ {2,}/g, " ")
      .replaceAll(folder, "…")
      .replaceAll(/127\.0\.0\.1:\d+/g, "HERE")
      .split("\n"),
  ).toEqual([
    "ok environment: Every variable that is set can be read.",
    "ok inbox: It opens (…/inbox.db): 0 waiting, 0 being worked on, 0 set aside.",
    "ok app: GitHub knows the App diagram-tracker (4242), and the key signs for it.",
    "ok app: The clocks of GitHub and of this machine agree.",
    "ok app: Permissions and events are those that app.yml asks for.",
    "ok webhook: The server answers behind http://HERE.",
    "ok atlas: Permissions and events are those that app.yml asks for.",
    "ok atlas/empty: It has no campaign: a comment `/onboard` there, or `diagram-tracker init`, starts one. Until then nothing is done there.",
  ]);
});

describe("environment", () => {
  test("a variable of Probot's that has no effect", async () => {
    healthy();
    vi.stubEnv("REDIS_URL", "redis://secret@cache");
    const { wrong: found } = await wrong();
    expect(found).toEqual(["warning environment: REDIS_URL is set, and has no effect here."]);
  });

  test("every problem, without a value", async () => {
    vi.stubEnv("PORT", "none");
    vi.stubEnv("PRIVATE_KEY", "hunter2-hunter2");
    const { code, wrong: found } = await wrong();
    expect(code).toBe(1);
    expect(found).toEqual([
      expect.stringMatching(/^error environment: PRIVATE_KEY: expected the whole \.pem/),
      "error environment: PORT: expected a port from 0 to 65535.",
    ]);
    expect(found.join()).not.toContain("hunter2");
  });

  test("no App yet", async () => {
    for (const name of ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"]) vi.stubEnv(name, "");
    expect((await wrong()).wrong).toEqual([
      "error environment: APP_ID, PRIVATE_KEY and WEBHOOK_SECRET are not set.",
    ]);
  });

  test("a key whose file is not there", async () => {
    vi.stubEnv("PRIVATE_KEY", "");
    vi.stubEnv("PRIVATE_KEY_PATH", "gone.pem");
    expect((await wrong()).wrong).toEqual([
      expect.stringMatching(/^error environment: PRIVATE_KEY_PATH: .*gone\.pem is not there/),
    ]);
  });

  test("a database that is not there: where, and not the password", async () => {
    vi.stubEnv("DATABASE_URL", "postgres://bot:hunter2-hunter2@127.0.0.1:1/inbox");
    const { code, out } = await doctor();
    expect(code).toBe(1);
    expect(out).toContain("error    inbox: The inbox in PostgreSQL at 127.0.0.1:1/inbox cannot be opened");
    expect(out).not.toContain("hunter2");
  });
});

describe("the App", () => {
  test("a key that is not the App's", async () => {
    vi.stubEnv("APP_ID", "7");
    expect((await wrong()).wrong).toContainEqual(
      expect.stringMatching(/^error app: GitHub does not accept the key as that of App 7 \(401/),
    );
  });

  test("a text that only looks like a key", async () => {
    vi.stubEnv("PRIVATE_KEY", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    const { wrong: found } = await wrong();
    expect(found).toEqual([expect.stringMatching(/^error app: PRIVATE_KEY cannot be used to sign/)]);
  });

  test("something else answers instead of GitHub", async () => {
    const proxy = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end('{"status":"ok"}');
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    vi.stubEnv("GHE_HOST", `127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    expect((await wrong()).wrong).toEqual(["error app: There is an answer, but not one of GitHub's API."]);
    proxy.close();
  });

  test("GitHub is not there", async () => {
    vi.stubEnv("GHE_HOST", "127.0.0.1:1");
    expect((await wrong()).wrong).toEqual([expect.stringMatching(/^error app: GitHub cannot be reached/)]);
  });

  test("GitHub speaks no TLS: it is said in one line", async () => {
    vi.stubEnv("GHE_PROTOCOL", "https");
    expect((await wrong()).wrong).toEqual([
      expect.stringMatching(/^error app: GitHub cannot be reached \(.+\)\.$/),
    ]);
  });

  test("permissions and events that are missing or too many, for the App and for an account", async () => {
    await github.close();
    const { permissions, events } = readManifest();
    github = await startGitHub({
      app: {
        permissions: { ...permissions, contents: "read", administration: "write" },
        events: [...events.filter((event) => event !== "push"), "star"],
      },
    });
    vi.stubEnv("GHE_HOST", new URL(github.url).host);
    vi.stubEnv("PRIVATE_KEY", github.app.privateKey);
    github.webhooks.config.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/github/webhooks`;
    healthy();
    github.grant("atlas", { permissions: { ...permissions, issues: "read" }, events });
    const { code, wrong: found, findings } = await wrong();
    expect(code).toBe(1);
    expect(found).toEqual([
      "warning app: Permission administration: write is more than is needed (none).",
      "error app: Permission contents: expected write, found read.",
      "error app: Not subscribed to push.",
      "warning app: Subscribed to star, which nothing listens to.",
      "error atlas: Permission issues: expected write, found read.",
    ]);
    expect(findings.find(({ what }) => what.includes("contents"))?.fix).toContain(
      "https://github.com/settings/apps/diagram-tracker/permissions",
    );
  });

  test("installed nowhere, and suspended", async () => {
    expect((await wrong()).wrong).toEqual(["warning app: The App is installed nowhere."]);
    healthy();
    github.suspend("atlas");
    expect((await wrong()).wrong).toEqual([
      expect.stringMatching(/^warning atlas: Its owner suspended the App at /),
    ]);
  });
});

describe("the webhook", () => {
  test.each([
    ["no address", { url: "" }, /^error webhook: The App has no webhook address\./],
    ["a form", { contentType: "form" as const }, /content type is form; expected json/],
    [
      "no certificate check",
      { insecureSsl: "1" as const },
      /^warning webhook: GitHub does not check the certificate/,
    ],
    [
      "another path",
      { url: "http://127.0.0.1:1/hooks?token=hidden" },
      /expected a path that ends in \/api\/github\/webhooks/,
    ],
    ["a public proxy", { url: "https://smee.io/abc" }, /a public proxy/],
    [
      "no such host",
      { url: "https://nowhere.invalid/api/github/webhooks" },
      /nowhere\.invalid has no address/,
    ],
  ])("%s", async (_name, config, expected) => {
    healthy();
    Object.assign(github.webhooks.config, config);
    const { wrong: found } = await wrong();
    expect(found).toEqual([expect.stringMatching(expected)]);
    expect(found.join()).not.toContain("hidden");
  });

  test.each([
    ["https://smee.io/abc", /^warning webhook: Webhooks come by a channel of https:\/\/smee\.io\.$/],
    [
      "https://smee.io/other",
      /^error webhook: WEBHOOK_PROXY_URL names a channel, and .* \(https:\/\/smee\.io\)/,
    ],
  ])("WEBHOOK_PROXY_URL, and the App's webhooks go to %s", async (address, expected) => {
    healthy();
    vi.stubEnv("WEBHOOK_PROXY_URL", "https://smee.io/abc");
    github.webhooks.config.url = address;
    const { wrong: found } = await wrong();
    expect(found).toEqual([expect.stringMatching(expected)]);
    expect(found.join()).not.toMatch(/abc|other/);
  });

  test("no secret", async () => {
    healthy();
    github.webhooks.isSecretSet = false;
    expect((await wrong()).wrong).toEqual(["error webhook: The webhook has no secret."]);
  });

  test("somebody else answers there", async () => {
    healthy();
    health = { status: 502, text: "Bad Gateway" };
    expect((await wrong()).wrong).toEqual([
      expect.stringMatching(/^error webhook: .*\/healthz answered 502/),
    ]);
  });

  test("what GitHub names is compared with PUBLIC_URL, and only PUBLIC_URL is asked", async () => {
    healthy();
    const asked: string[] = [];
    const foreign = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end("ok\n");
    });
    await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
    const own = github.webhooks.config.url?.replace("/api/github/webhooks", "") ?? "";
    vi.stubEnv("PUBLIC_URL", own);
    expect((await wrong()).wrong).toEqual([]);

    const elsewhere = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
    github.webhooks.config.url = `${elsewhere}/api/github/webhooks`;
    const { wrong: found, findings } = await wrong();
    expect(found).toEqual([
      `warning webhook: Webhooks go to ${elsewhere}/api/github/webhooks, and PUBLIC_URL is ${own}.`,
    ]);
    expect(findings.map(({ what }) => what)).toContain(`The server answers behind ${own}.`);
    vi.stubEnv("PUBLIC_URL", "");
    await wrong();
    expect(asked).toEqual([]);
    foreign.close();
  });

  test("a private address: github.com cannot reach it, and nobody is asked there", async () => {
    const settings = "https://github.com/settings/apps/diagram-tracker";
    github.webhooks.config.url = "http://10.1.2.3/api/github/webhooks";
    const client = appClient(github);
    const found = await checkWebhook({ client, settings, port: 3000, isEnterprise: false });
    expect(found.map(({ what }) => what)).toEqual([
      "The webhook's host 10.1.2.3 is an address of a private network.",
    ]);
  });

  test("deliveries that failed, unless they arrived later", async () => {
    healthy();
    github.webhooks.target = async () => 400;
    const repository = github.repository("atlas/empty");
    repository.openIssue({ author: "ada", title: "One" });
    repository.openIssue({ author: "ada", title: "Two" });
    await github.settled();
    expect((await wrong()).wrong).toEqual([
      expect.stringMatching(
        /^warning webhook: 2 of the last deliveries did not arrive; .*\(issues\): Invalid HTTP Response: 400\./,
      ),
    ]);
    github.webhooks.target = async () => 200;
    for (const { id } of [...github.webhooks.log]) github.webhooks.redeliver(id);
    await github.settled();
    expect((await wrong()).wrong).toEqual([]);
  });
});

describe("the inbox", () => {
  test("none yet, and what was set aside", async () => {
    healthy();
    const inbox = openSqliteInbox(join(folder, "inbox.db"), {
      now: () => Date.now() - 3_600_000,
      leaseMs: 1000,
    });
    const event = { kind: "push", key: "push-1", at: "2026-11-24T10:00:00Z" } as const;
    const delivery = { repository: { owner: "atlas", name: "empty" }, installationId: 1, event };
    await inbox.put({ ...delivery, id: "one" });
    const lease = await inbox.lease(Date.now());
    if (!lease) throw new Error("nothing to lease");
    await inbox.setAside(lease, ["one"], "GitHub answered 422");
    await inbox.put({ ...delivery, id: "two" });
    await inbox.close();
    expect((await wrong()).wrong).toEqual([
      "warning inbox: 1 set aside; the first: one (GitHub answered 422).",
      "warning inbox: The oldest delivery has waited for 60 minutes.",
    ]);
    vi.stubEnv("INBOX_PATH", "elsewhere.db");
    expect((await wrong()).wrong).toEqual([
      expect.stringMatching(/^warning inbox: There is no inbox .*elsewhere\.db yet/),
    ]);
  });
});

describe("a repository", () => {
  test("broken files with their place, a tracker that is behind, a folder that is too large", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1001 }, (_, at) => [
        `assignments/X-${String(at).padStart(4, "0")}.yml`,
        "assignment:\n  diagram_id: G-LIN-FL\n",
      ]),
    );
    github.createRepository({ owner: "atlas", name: "behind", files: FILES });
    github.createRepository({
      owner: "atlas",
      name: "broken",
      files: { "catalog/a.yml": CATALOG.replace("planned: 6", "planed: 6"), "TRACKER.md": TRACKER },
    });
    github.createRepository({ owner: "atlas", name: "large", files: { ...FILES, ...many } });
    const { wrong: found } = await wrong();
    expect(found).toContain(
      "warning atlas/behind: TRACKER.md is not up to date with the files that it is made from.",
    );
    expect(found).toContainEqual(
      expect.stringMatching(/^error atlas\/broken: catalog\/a\.yml:3:5: error: .*planed/),
    );
    expect(found).toContainEqual(
      expect.stringMatching(
        /^warning atlas\/large: assignments\/ has 1001 files; GitHub's pages show 1000 of them/,
      ),
    );
  });

  const PASSED = "It is passed by";
  test.each([
    [
      "ruleset",
      null,
      "warning",
      "any source",
      `${PASSED} everybody with write access, by a check or status of that name.`,
    ],
    [
      "classic",
      null,
      "warning",
      "any source",
      `${PASSED} everybody with write access, by a check or status of that name.`,
    ],
    [
      "ruleset",
      15_368,
      "warning",
      "GitHub Actions",
      `${PASSED} every job of that name, also one from the pull request's own workflow.`,
    ],
    [
      "classic",
      77,
      "error",
      "another App",
      `${PASSED} only that App, so nothing can be merged: the App's own report does not count.`,
    ],
  ] as const)("a %s that requires our check from %s", async (kind, checksFrom, severity, from, why) => {
    const repository = github.createRepository({ owner: "atlas", name: "guarded", files: FILES });
    repository.protect("main", {
      kind,
      appMayBypass: true,
      requiredChecks: [CHECK_NAMES.gates, "build"],
      checksFrom,
    });
    const { findings } = await wrong();
    expect(findings.filter(({ what }) => what.includes("requires"))).toEqual([
      {
        severity,
        subject: "atlas/guarded",
        what: `main requires Diagram tracker / gates from ${from}.`,
        why,
        fix: expect.stringContaining("only an App's check is safe to require"),
      },
    ]);
  });

  test("a rule that requires our check from the App is as it should be", async () => {
    const repository = github.createRepository({ owner: "atlas", name: "guarded", files: FILES });
    repository.protect("main", {
      appMayBypass: true,
      requiredChecks: [CHECK_NAMES.gates],
      checksFrom: github.app.id,
    });
    const { findings } = await wrong();
    expect(findings.filter(({ what }) => what.includes("requires"))).toEqual([
      expect.objectContaining({
        severity: "ok",
        what: "main requires Diagram tracker / gates from the App: it is passed by only the App.",
      }),
    ]);
  });

  test("which file each value comes from, where the owner says something for all", async () => {
    const beneath = { ".github/diagram-tracker.yml": "claims: { limit: 5 }\nlanguage: de\n" };
    github.createRepository({ owner: "atlas", name: ".github", files: beneath });
    const files = { ...FILES, ".github/diagram-tracker.yml": "claims: { limit: 2 }\n" };
    github.createRepository({ owner: "atlas", name: "own", files });
    const { findings } = await wrong();
    const said = findings.filter(({ what }) => what.startsWith("Its configuration comes from"));
    expect(said.find(({ subject }) => subject === "atlas/own")?.what).toBe(
      "Its configuration comes from .github/diagram-tracker.yml: `claims.limit`. atlas/.github:.github/diagram-tracker.yml: `language`.",
    );
  });

  test("a team that the App cannot see, and one of a person, who has none", async () => {
    const roles = "roles: { reviewers: { teams: [drawers, Drawrs, other/team] } }\n";
    const files = { ...FILES, ".github/diagram-tracker.yml": roles };
    github.setTeam("atlas", "drawers", ["ada"]);
    github.createRepository({ owner: "atlas", name: "teams", files });
    github.createRepository({ owner: "ada", name: "teams", files, ownerType: "User" });
    const of = (found: string[], name: string) =>
      found.filter((one) => one.includes(`${name}/teams`) && one.includes("`roles`"));
    const { wrong: found } = await wrong();
    expect(of(found, "atlas")).toEqual([
      "warning atlas/teams: `roles` names the team Drawrs, and atlas has none of that name that the App can see.",
      "warning atlas/teams: `roles` names the team other/team, and other has none of that name that the App can see.",
    ]);
    expect(of(found, "ada")).toEqual([
      "warning ada/teams: `roles` names the teams drawers, Drawrs, other/team, and ada is no organization.",
    ]);
  });

  test("direct commits where pull requests have to be up to date", async () => {
    const repository = github.createRepository({ owner: "atlas", name: "strict", files: FILES });
    repository.protect("main", { appMayBypass: true, requiredChecks: ["build"], strict: true });
    const { findings } = await wrong();
    expect(findings.find(({ what }) => what.includes("fits better"))).toMatchObject({
      severity: "warning",
      why: expect.stringContaining("each claim makes every open one stale"),
      fix: "Put `commit: pull-request` into .github/diagram-tracker.yml.",
    });
  });

  test("a catalog that is a link, and a diagram that vanished while somebody holds it", async () => {
    const files = { catalog: { link: "elsewhere" }, "TRACKER.md": TRACKER };
    github.createRepository({ owner: "atlas", name: "linked", files });
    const held = "assignment: { diagram_id: G-OLD-ONE, assignee: ada, status: in_progress }\n";
    github.createRepository({
      owner: "atlas",
      name: "lost",
      files: { ...FILES, "assignments/G-OLD-ONE.yml": held },
    });
    const { wrong: found } = await wrong();
    expect(found).toContainEqual(
      expect.stringContaining(
        "atlas/linked: catalog:1:1: error: This is a symbolic link, and I do not follow links.",
      ),
    );
    expect(found).toContainEqual(
      expect.stringContaining(
        "atlas/lost: assignments/G-OLD-ONE.yml:1:1: warning: The catalog no longer names `G-OLD-ONE`",
      ),
    );
  });

  test("a reviewer whom GitHub lets nobody ask, since they are no collaborator", async () => {
    const files = { ...FILES, ".github/diagram-tracker.yml": "reviewers: [rita, zoe]\n" };
    github.createRepository({ owner: "atlas", name: "named", files, permissions: { rita: "read" } });
    expect((await wrong()).wrong).toContain(
      "warning atlas/named: `reviewers` names zoe, and GitHub lets only collaborators be asked for a review.",
    );
  });

  test("labels that somebody renamed, issues that are gone, and one that two files name", async () => {
    const file = (id: string, issue: number) =>
      `assignment:\n  diagram_id: ${id}\n  assignee: null\n  status: pending\n  issue: ${issue}\n`;
    const assignments = {
      "assignments/G-LIN-FL.yml": file("G-LIN-FL", 1),
      "assignments/G-LIN-SQ.yml": file("G-LIN-SQ", 1),
      "assignments/G-LIN-ST.yml": file("G-LIN-ST", 9),
    };
    const repository = github.createRepository({
      owner: "atlas",
      name: "shown",
      files: { ...FILES, ...assignments },
    });
    repository.openIssue({ author: "ada", title: "G-LIN-FL" });
    for (const status of ["free", "in review", "complete"]) repository.makeLabel(`diagram: ${status}`);
    const found = (await wrong()).wrong.filter((line) => /^warning atlas\/shown: (?!TRACKER)/.test(line));
    expect(found).toEqual([
      "warning atlas/shown: The repository has no label `diagram: in progress`.",
      "warning atlas/shown: G-LIN-FL, G-LIN-SQ name one issue, #1.",
      "warning atlas/shown: An issue is gone: #9 of G-LIN-ST.",
    ]);
  });

  test("rules that refuse the bot's commits, and what to choose instead", async () => {
    github.createRepository({ owner: "atlas", name: "guarded", files: FILES }).protect("main");
    const { code, wrong: found, findings } = await wrong();
    expect(code).toBe(1);
    expect(found).toContainEqual(
      expect.stringMatching(
        /^error atlas\/guarded: `commit: direct` does not fit: main: a ruleset asks for a pull request/,
      ),
    );
    expect(findings.find(({ what }) => what.includes("does not fit"))?.fix).toContain("commit: pull-request");
  });
});
