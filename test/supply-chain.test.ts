import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { COMMANDS } from "../src/cli/all.ts";
import { environmentSchema } from "../src/environment.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, "utf8");
const WORKFLOWS = globSync(".github/workflows/*.{yml,yaml}", { cwd: ROOT });

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Record<string, { readonly permissions?: object; readonly steps?: readonly Step[] }>;
}
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}

/** Who may write what, by workflow and job. Nobody else may more than read. */
const MAY_WRITE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ".github/workflows/page.yml": { publish: ["pages", "id-token"] },
  ".github/workflows/release.yml": {
    package: ["id-token"],
    image: ["packages", "id-token", "attestations"],
    tags: ["contents", "id-token", "attestations"],
  },
};

/** By the rules of zizmor: https://docs.zizmor.sh/audits/ */
describe.each(WORKFLOWS)("%s", (path) => {
  const text = read(path);
  const { permissions, jobs }: Workflow = parse(text);
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);

  test("uses every action by its commit, with the version beside it", () => {
    const used = text.split("\n").filter((line) => /^\s*-?\s*uses:/.test(line));
    expect(used.length).toBeGreaterThan(0);
    for (const line of used) expect(line).toMatch(/uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("gives nobody a permission that is not written down", () => {
    expect(permissions).toEqual({});
    for (const [name, job] of Object.entries(jobs)) {
      const written = Object.entries(job.permissions ?? {}).filter(([, level]) => level !== "read");
      expect([name, written]).toEqual([name, (MAY_WRITE[path]?.[name] ?? []).map((what) => [what, "write"])]);
    }
  });

  test("leaves no token behind, and puts no expression into a script", () => {
    for (const step of steps) {
      if (step.uses?.startsWith("actions/checkout@")) expect(step.with?.["persist-credentials"]).toBe(false);
      expect(step.run ?? "").not.toContain("${{");
    }
  });
});

test("a release begins with a tag, after everything was tried, and npm trusts one environment of one workflow", () => {
  const release = parse(read(".github/workflows/release.yml"));
  expect(release.on).toEqual({ push: { tags: ["release-*"] } });
  const { check, ...publishing } = release.jobs;
  expect(check.steps.at(-1)).toEqual({ run: ".ci/run" });
  expect(check.permissions).toEqual({ contents: "read" });
  const needs = Object.entries<{ needs: string }>(publishing).map(([name, job]) => [name, job.needs]);
  expect(needs).toEqual([
    ["package", "check"],
    ["image", "package"],
    ["tags", "image"],
  ]);
  expect(publishing.package.environment).toBe("release");
  // What trusted publishing compares to the letter.
  expect(JSON.parse(read("package.json")).repository.url).toMatch(
    /^git\+https:\/\/github\.com\/[\w-]+\/[\w-]+\.git$/,
  );
});

test("the image is built and runs on one base, by its digest", () => {
  const bases = read("Dockerfile")
    .split("\n")
    .filter((line) => /^FROM /i.test(line));
  const names = new Set(
    bases.map((line) => / (node:24\.\d+\.\d+-\w+-slim@sha256:[0-9a-f]{64})(?: AS build)?$/.exec(line)?.[1]),
  );
  expect(bases).toHaveLength(2);
  expect([...names]).toEqual([expect.any(String)]);
});

test("nothing has to run on the image's own architecture, so that one machine builds it for all", () => {
  const [, build = "", image = ""] = read("Dockerfile").split(/^(?=FROM )/m);
  expect(build).toMatch(/^FROM --platform=\$BUILDPLATFORM /);
  expect(image).not.toMatch(/^(?:RUN|ADD|SHELL|ONBUILD)\b/m);
  expect(image).toMatch(/^USER node$/m);
});

test("the servers of compose.yml can write nowhere but where they must, and hold no secret", () => {
  const { services } = parse(read("compose.yml"));
  expect(services.tracker).toMatchObject({
    read_only: true,
    tmpfs: ["/tmp"],
    volumes: ["data:/app/data"],
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    deploy: { replicas: 2 },
  });
  for (const line of read("compose.yml").split("\n")) {
    if (line.includes("PASSWORD")) expect(line).toMatch(/\$\{POSTGRES_PASSWORD:\?set it in \.env\}/);
  }
});

test("what .env.example names are variables of the server or of compose.yml", () => {
  const known = new Set([...Object.keys(environmentSchema.shape), "POSTGRES_PASSWORD"]);
  const named = [...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test("the changelog says what is not released yet", () => {
  const [, unreleased = ""] =
    /^## Unreleased\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(read("CHANGELOG.md")) ?? [];
  // Right after a release there is nothing yet.
  const { version } = JSON.parse(read("package.json"));
  if (unreleased.trim() === "") expect(read("CHANGELOG.md")).toContain(`## Unreleased\n\n## ${version} (`);
  else expect(unreleased).toMatch(/^- \S/m);
});

test("who has nvm gets the Node.js that package.json asks for", () => {
  const { engines } = JSON.parse(read("package.json"));
  expect(engines.node).toBe(`>=${read(".nvmrc").trim()}`);
});

test("what is asked and linked by GitHub's own pages is there, and no form names what the bot has not", () => {
  const forms = globSync(".github/ISSUE_TEMPLATE/*.yml", { cwd: ROOT }).filter(
    (path) => !path.endsWith("/config.yml"),
  );
  expect(forms.length).toBeGreaterThan(3);
  for (const path of forms) {
    const { name, description, body } = parse(read(path));
    expect([path, typeof name, typeof description]).toEqual([path, "string", "string"]);
    const ids = body.map(({ id }: { id: string }) => id);
    expect([path, new Set(ids).size]).toEqual([path, ids.length]);
    for (const [, command] of read(path).matchAll(/diagram-tracker (--?\w+|\w+)/g)) {
      expect([...Object.keys(COMMANDS), "--version"]).toContain(command);
    }
  }
  const home = JSON.parse(read("package.json")).repository.url.replace(/^git\+|\.git$/g, "");
  for (const { url } of parse(read(".github/ISSUE_TEMPLATE/config.yml")).contact_links)
    expect(url).toContain(home);
  // Where private reports go, for whatever SECURITY.md and the code of conduct promise.
  for (const path of ["SECURITY.md", ".github/CODE_OF_CONDUCT.md"])
    expect(read(path)).toContain("Report a vulnerability");
});

test("updates of everything that is pinned come, and not on the day on which they are published", () => {
  const { updates } = parse(read(".github/dependabot.yml"));
  expect(updates.map((one: { "package-ecosystem": string }) => one["package-ecosystem"])).toEqual([
    "npm",
    "github-actions",
    "docker",
  ]);
  for (const one of updates) expect(one.cooldown["default-days"]).toBeGreaterThanOrEqual(7);
});
