import { afterEach, expect, test } from "vitest";
import { FILES, type Tracked, trackRepository } from "./tracked.ts";

let tracked: Tracked;

afterEach(async () => {
  expect(tracked.github.invalidRequests).toEqual([]);
  await tracked.github.close();
});

/** A drawing that waits for a reviewer, where only the members of a team are reviewers. */
async function start(team: string, permissions?: Record<string, string>): Promise<void> {
  const files = {
    ...FILES,
    ".github/diagram-tracker.yml": `roles:\n  reviewers: { permission: admin, teams: ["${team}"] }\n`,
  };
  tracked = await trackRepository({ files, ...(permissions && { app: { permissions } }) });
  const repository = tracked.github.repository("atlas/diagrams");
  for (const login of ["grace", "linus", "ada"]) repository.setPermission(login, "read");
  repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
  repository.openPullRequest({
    author: "ada",
    title: "G-LIN-FL",
    files: { "diagrams/a.mmd": "flowchart LR\n" },
  });
  await tracked.handle();
}

async function verifiedBy(login: string): Promise<{ by: string | undefined; reply: string | undefined }> {
  const repository = tracked.github.repository("atlas/diagrams");
  repository.comment({ author: login, thread: 1, body: "/verify G-LIN-FL" });
  await tracked.handle();
  const file = repository.file("assignments/G-LIN-FL.yml") ?? "";
  return { by: /verified_by: (\S+)/.exec(file)?.[1], reply: repository.comments(1).at(-1)?.body };
}

test.each(["reviewers", "@atlas/reviewers", "Atlas/Reviewers"])(
  "a member of the team %s is a reviewer, whoever is not in it is none",
  async (team) => {
    await start(team);
    tracked.github.setTeam("atlas", "reviewers", ["Grace"]);
    expect(await verifiedBy("linus")).toEqual({
      by: undefined,
      reply: expect.stringContaining(
        "only reviewers can do this: people with `admin` permission, and those whom the configuration names",
      ),
    });
    expect(await verifiedBy("grace")).toEqual({
      by: "grace",
      reply: expect.stringContaining("verified by **grace**"),
    });
  },
);

test("an approving review of a member verifies, one of anybody else does not", async () => {
  await start("reviewers");
  tracked.github.setTeam("atlas", "reviewers", ["grace"]);
  const repository = tracked.github.repository("atlas/diagrams");
  const verified = () => /verified_by: (\S+)/.exec(repository.file("assignments/G-LIN-FL.yml") ?? "")?.[1];
  repository.approve(2, "linus");
  await tracked.handle();
  expect(verified()).toBeUndefined();
  repository.approve(2, "grace");
  await tracked.handle();
  expect(verified()).toBe("grace");
});

test("who was invited into the team and has not said yes is no reviewer", async () => {
  await start("reviewers");
  tracked.github.setTeam("atlas", "reviewers", ["grace"], "pending");
  expect((await verifiedBy("grace")).by).toBeUndefined();
});

test("who left the team is a reviewer no longer, as soon as it is looked at anew", async () => {
  await start("reviewers");
  tracked.github.setTeam("atlas", "reviewers", ["grace"]);
  await verifiedBy("grace");
  tracked.github.setTeam("atlas", "reviewers", []);
  tracked.pass(61_000);
  const { reply } = await verifiedBy("grace");
  expect(reply).toContain("only reviewers can do this");
});

test.each([
  ["that does not exist", undefined],
  [
    "that the App may not read",
    { contents: "write", issues: "write", pull_requests: "write", checks: "write" },
  ],
])("a team %s makes nobody a reviewer, and nothing stops for it", async (_, permissions) => {
  await start("reviewers", permissions);
  if (permissions) tracked.github.setTeam("atlas", "reviewers", ["grace"]);
  expect(await verifiedBy("grace")).toEqual({
    by: undefined,
    reply: expect.stringContaining("only reviewers can do this"),
  });
});
