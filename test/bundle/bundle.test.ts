import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle, PROGRAMS } from "../../src/bundle/bundle.ts";
import { startGitHub } from "../../src/playground/github/start-github.ts";
import { type BundledCampaign, startBundledCampaign } from "../action/bundled-campaign.ts";
import { startManifestFlow } from "../server/manifest-flow.ts";
import { runServer, type ServerRun } from "../server/server-run.ts";
import { createCampaigns, DIAGRAMS } from "../soak/campaign.ts";
import { postgresLocations, sqliteLocations } from "../soak/inbox-location.ts";
import { startServerProcess } from "../soak/server-process.ts";
import { until } from "../soak/until.ts";
import { playImage } from "./played-image.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const DOCKERFILE = readFileSync(`${ROOT}Dockerfile`, "utf8");
/** All that the bundle is made of, by the image that builds it. */
const SOURCES = copiedBy(DOCKERFILE);
const run = promisify(execFile);

let folder: string;
/** The bundle. */
let dist: string;
/** The same sources somewhere else, with a bundle of their own. */
let copy: string;
/** An empty folder into which the package was installed that `npm pack` made there, and its command. */
let home: string;
let command: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bundle-"));
  dist = join(folder, "alone", "dist");
  copy = join(folder, "copy");
  await mkdir(copy);
  for (const path of [...SOURCES, "LICENSE", "README.md"])
    await cp(join(ROOT, path), join(copy, path), { recursive: true });
  await symlink(join(ROOT, "node_modules"), join(copy, "node_modules"));
  await bundle(dist);
  await run(process.execPath, ["src/bundle/main.ts"], { cwd: copy });
  const packed = await run("npm", ["pack", "--ignore-scripts", "--json"], { cwd: copy });
  const [{ filename }] = JSON.parse(packed.stdout);
  home = join(folder, "home");
  command = join(home, "node_modules/.bin/diagram-tracker");
  await mkdir(home);
  const flags = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", home];
  await run("npm", ["install", ...flags, join(copy, filename)], { cwd: home });
});

afterAll(() => rm(folder, { recursive: true }));

test("the same sources give the same bytes in another folder", async () => {
  expect(await hashes(join(copy, "dist"))).toEqual(await hashes(dist));
});

test("it holds no path of the machine that made it", async () => {
  for (const file of await readdir(dist)) {
    const text = await readFile(join(dist, file), "utf8");
    expect([ROOT, folder].filter((path) => text.includes(path))).toEqual([]);
  }
});

test("the notice of everything that is in it travels with it", async () => {
  const notices = await readFile(join(dist, "LICENSES.txt"), "utf8");
  for (const name of ["mermaid", "zod", "probot", "yaml", "pg", "@octokit/core"]) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, "m"));
  }
  // Whose terms nobody names has to bring them.
  expect(notices).not.toMatch(/\(see its notice\)\n\n-{80}/);
});

test("a list of what is in it travels with it, for those who look for what is unsafe", async () => {
  const { metadata, components, dependencies } = JSON.parse(
    await readFile(join(dist, "sbom.cdx.json"), "utf8"),
  );
  expect(metadata.component.purl).toMatch(/^pkg:npm\/diagram-tracker@\d/);
  const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, "utf8")).packages;
  const found = Object.fromEntries(components.map((one: { name: string }) => [one.name, one]));
  for (const name of ["mermaid", "zod", "@octokit/core"]) {
    const { version, license } = lock[`node_modules/${name}`];
    const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
    expect(found[name]).toMatchObject({
      version,
      licenses: [{ expression: license }],
      purl,
      "bom-ref": purl,
    });
  }
  expect(found["vitest"]).toBeUndefined();
  const refs = components.map((one: { "bom-ref": string }) => one["bom-ref"]);
  expect(new Set(refs).size).toBe(refs.length);
  expect(dependencies[0].dependsOn).toEqual(refs);
});

test("every program is there under its name", async () => {
  const files = await readdir(dist);
  expect(files).toEqual(expect.arrayContaining(Object.keys(PROGRAMS).map((name) => `${name}.js`)));
});

describe("installed from a package into an empty folder, the command", () => {
  const cli = (args: readonly string[], cwd: string) => run(command, args, { cwd });

  test("is one package with all that it needs, and nothing else", async () => {
    const packages = (await readdir(join(home, "node_modules"))).filter((name) => !name.startsWith("."));
    expect(packages).toEqual(["diagram-tracker"]);
    const files = await readdir(join(home, "node_modules/diagram-tracker"));
    expect(files.sort()).toEqual(["LICENSE", "README.md", "dist", "package.json"]);
    expect((await cli(["--version"], home)).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("starts a campaign and finds nothing wrong with it", async () => {
    const cwd = join(folder, "campaign");
    await mkdir(cwd);
    await cli(["init"], cwd);
    expect((await cli(["validate"], cwd)).stderr).toContain("Nothing is wrong");
    expect(JSON.parse((await cli(["status", "--json"], cwd)).stdout)).toContainEqual({
      ...{ category: "Examples", total: 3, complete: 0 },
      ...{ in_progress: 0, pending: 3, percent: 0 },
    });
  });

  test("tells an older Node.js which line brings the right one along", async () => {
    const older = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.20.2"})`;
    const outcome = run(process.execPath, [`--import=${older}`, command, "status", "G-LIN"], { cwd: folder });
    await expect(outcome).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("npx -p node@24 -p diagram-tracker diagram-tracker status G-LIN\n"),
    });
  });

  test("builds the campaign's page, with what draws its diagrams", async () => {
    const cwd = join(folder, "with-page");
    await mkdir(cwd);
    await cli(["init"], cwd);
    await mkdir(join(cwd, "diagrams"));
    await writeFile(join(cwd, "diagrams/EX-ONE-FL.mmd"), "flowchart LR\n  a --> b\n");
    await cli(["site", "--out", "public"], cwd);
    const files = await readdir(join(cwd, "public"), { recursive: true });
    expect(files).toContain("index.html");
    expect(files.some((name) => /mermaid.*\.js$/.test(name))).toBe(true);
  });

  test("plays the whole story", async () => {
    const { stdout } = await cli(["playground", "--once"], folder);
    expect(stdout).toContain("That is the whole life of a diagram.");
  });
});

describe.each([
  ["the embedded inbox", sqliteLocations],
  ["PostgreSQL", postgresLocations],
])("installed so, `start` with %s", (_name, openPlaces) => {
  test("answers a claim", async () => {
    const github = await startGitHub();
    const places = await openPlaces();
    const [repository] = createCampaigns(github, 1);
    const program = [command, "start"];
    const server = await startServerProcess(github, await places.next(), {}, program);
    try {
      github.webhooks.target = `${server.url}/api/github/webhooks`;
      const id = DIAGRAMS[0];
      repository?.comment({ author: "ada", thread: 1, body: `/claim ${id}` });
      await until(() => repository?.files().includes(`assignments/${id}.yml`) === true, {
        what: () => `${id} is claimed`,
      });
      expect(await server.stop()).toBe(0);
    } finally {
      await server.kill();
      await places.dispose();
      await github.close();
    }
  });
});

describe("alone in a folder, the Action", () => {
  let campaign: BundledCampaign;
  beforeAll(async () => {
    campaign = await startBundledCampaign(dist, folder);
  });
  afterAll(() => campaign.github.close());

  test("makes good for three days on which GitHub started no run, in order and once", async () => {
    const { github, repository, runner, answers } = campaign;
    campaign.behind = 4;
    repository.openIssue({ author: "ada", title: "Who takes what?", body: "/claim G-LIN-FL" });
    await runner.idle();
    expect(answers(1)).toContain("@ada **G-LIN-FL** Flow Diagram: it is yours");
    runner.isDown = true;
    campaign.behind = 3;
    repository.comment({ author: "bob", thread: 1, body: "/claim G-LIN-SQ" });
    campaign.behind = 2;
    repository.comment({ author: "cyd", thread: 1, body: "/claim G-LIN-SQ" });
    await github.settled();
    runner.isDown = false;
    campaign.behind = 0;
    await runner.schedule();
    const said = answers(1);
    expect(said).toMatch(/@bob \*\*G-LIN-SQ\*\*.*yours[\s\S]*@cyd \*\*G-LIN-SQ\*\*.*\*\*bob\*\* holds it/);
    expect(repository.file("assignments/G-LIN-SQ.yml")).toContain("assignee: bob");
    await runner.schedule();
    expect(answers(1)).toBe(said);
  });

  test("verifies by an approval on a fork's pull request, whose own run may do nothing", async () => {
    const { repository, runner } = campaign;
    const files = { "diagrams/fl.md": "# G-LIN-FL\n\n```mermaid\nflowchart LR\n  A --> B\n```\n" };
    const { number, pull } = repository.openPullRequest({ author: "ada", title: "G-LIN-FL", files });
    await runner.idle();
    repository.approve(number, "grace");
    await runner.idle();
    expect(pull.head.isFork).toBe(true);
    expect(runner.ended.at(-1)).toEqual({ event: "workflow_run", isGood: true });
    expect(repository.file("assignments/G-LIN-FL.yml")).toMatch(/by: grace\n/);
  });

  test("loads neither Probot nor Mermaid before it needs them", async () => {
    const [action, server] = await Promise.all([loadedBy(dist, "action.js"), loadedBy(dist, "serve.js")]);
    expect(server).toMatch(/\bProbot\s*=\s*class\b/);
    expect(action).not.toMatch(/\bProbot\s*=\s*class\b/);
    // Mermaid alone is more.
    expect(action.length).toBeLessThan(2_000_000);
  });

  test("ended every run well, told what it did, and showed no token", () => {
    const { results, github } = campaign;
    expect(results.filter(({ code }) => code !== 0)).toEqual([]);
    const claim = results.find(({ summary }) => summary.includes("claim"));
    expect(claim?.outputs).toMatch(/^committed<<(end-\S+)\ntrue\n\1\nhandled<<(end-\S+)\n\d+\n\2\n/);
    const shown = results.map(({ output, summary }) => output.replace(/^::add-mask::.*$/m, "") + summary);
    expect(shown.join("")).not.toContain("ghs_");
    expect(github.invalidRequests).toEqual([]);
  });
});

test("as its user, the image registers the App, goes on without a restart, and writes nowhere but into its data", async () => {
  const base = join(folder, "image");
  await mkdir(base);
  await chmod(folder, 0o755);
  const image = await playImage(DOCKERFILE, { folder: base, build: copy });
  const { app, uid, command } = image;
  const temporary = join(base, "tmp");
  await mkdir(temporary, { mode: 0o777 });
  await chmod(temporary, 0o777);
  const github = await startGitHub();
  const flow = await startManifestFlow(github, "a-code");
  const [repository] = createCampaigns(github, 1);
  const env = {
    ...image.env,
    ...{ TMPDIR: temporary, HOME: "/nowhere", HOST: "127.0.0.1", PORT: "0" },
    ...{
      GHE_HOST: flow.host,
      GHE_PROTOCOL: "http",
      PUBLIC_URL: "https://bot.example.com",
      COLLECT_SECONDS: "0",
    },
  };
  const before = await hashes(join(app, "dist"));
  const start = (more: object) => runServer({ cwd: app, env: { ...env, ...more }, command, uid });
  const runs: ServerRun[] = [];
  try {
    const production = start({});
    runs.push(production);
    expect(await production.ended).toBe(1);
    expect(production.err()).toContain("start once without NODE_ENV=production");

    // `docker run -e NODE_ENV=`
    const first = start({ NODE_ENV: "" });
    runs.push(first);
    const [address = ""] = await first.says(/http:\/\/127\.0\.0\.1:\d+\/setup\?token=\S+/);
    expect(await (await fetch(address)).text()).toContain("https://bot.example.com/api/github/webhooks");
    const callback = new URL("callback?code=a-code", address.replace("/setup", "/setup/"));
    callback.searchParams.set("state", new URL(address).searchParams.get("token") ?? "");
    expect((await fetch(callback)).status).toBe(200);
    const [, url = ""] = await first.says(/"url":"(http:[^"]+)"[^\n]*"msg":"ready"/);
    github.webhooks.target = `${url}/api/github/webhooks`;
    const id = DIAGRAMS[0];
    repository?.comment({ author: "ada", thread: 1, body: `/claim ${id}` });
    await first.says(/"msg":"handled"/);
    expect(repository?.files()).toContain(`assignments/${id}.yml`);
    const [node, ...args] = image.health;
    await run(node, args, { env: { PORT: new URL(url).port } });
    const waiting = await run(
      image.command[0],
      [join(base, await readlink(join(image.bin, "diagram-tracker"))), "inbox", "list", "--json"],
      {
        ...{ cwd: app, env, uid, gid: uid },
      },
    );
    expect(JSON.parse(waiting.stdout)).toEqual([]);
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);

    for (const name of ["credentials.env", "inbox.db"]) {
      const { mode, uid: owner } = await stat(join(app, "data", name));
      expect([name, (mode & 0o777).toString(8), owner]).toEqual([name, "600", uid ?? process.getuid?.()]);
    }
    expect((await readdir(app)).sort()).toEqual(["data", "dist"]);
    expect(((await stat(join(app, "data"))).mode & 0o777).toString(8)).toBe("700");
    expect(await hashes(join(app, "dist"))).toEqual(before);

    const next = start({});
    runs.push(next);
    await next.says(/"msg":"ready"/);
  } finally {
    for (const { child } of runs) child.kill("SIGKILL");
    flow.close();
    await github.close();
    // Its user may not delete what may not be written.
    for (const path of [app, join(app, "dist")]) await chmod(path, 0o755);
  }
});

/** What the first stage of a Dockerfile copies into itself. */
function copiedBy(dockerfile: string): string[] {
  const [, first = ""] = dockerfile.split(/^FROM .*$/m);
  return [...first.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, paths = ""]) => paths.split(" "));
}

async function hashes(where: string): Promise<Record<string, string>> {
  const files = (await readdir(where)).sort();
  const read = async (file: string) => {
    const hash = createHash("sha256").update(await readFile(join(where, file)));
    return [file, hash.digest("hex")] as const;
  };
  return Object.fromEntries(await Promise.all(files.map(read)));
}

/** The text of a program, and of all that is loaded before its first line runs. */
async function loadedBy(folder: string, program: string): Promise<string> {
  const texts = new Map<string, string>();
  const visit = async (file: string): Promise<void> => {
    if (texts.has(file)) return;
    texts.set(file, "");
    const text = await readFile(join(folder, file), "utf8");
    texts.set(file, text);
    for (const [, next = ""] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) await visit(next);
  };
  await visit(program);
  return [...texts.values()].join("\n");
}
