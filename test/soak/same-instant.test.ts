/**
 * Two people claim the same diagram in the same instant, half of the times heard in the other order: a hundred times where
 * two servers hear one of them each. One holds it, the other one is told who does and what is still free.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { startGitHub } from "../../src/playground/github/start-github.ts";
import { createCampaigns, DIAGRAMS } from "./campaign.ts";
import { type InboxLocations, postgresLocations, sqliteLocations, watchInbox } from "./inbox-location.ts";
import { readHolder } from "./people.ts";
import { startServerProcess } from "./server-process.ts";

const REPOSITORIES = 10;

describe.each([
  { name: "SQLite", makePlaces: sqliteLocations, servers: 1, rounds: 4 },
  { name: "PostgreSQL and two servers", makePlaces: postgresLocations, servers: 2, rounds: 10 },
])("with $name", ({ makePlaces, servers: count, rounds }) => {
  let places: InboxLocations;
  beforeAll(async () => {
    places = await makePlaces();
  });
  afterAll(() => places.dispose());

  test("one of two holds it, and the other one is refused kindly", async () => {
    const github = await startGitHub();
    const claimed = DIAGRAMS.slice(0, rounds);
    const repositories = createCampaigns(github, REPOSITORIES);
    const place = await places.next();
    const start = () => startServerProcess(github, place, { COLLECT_SECONDS: "0" });
    const servers = await Promise.all(Array.from({ length: count }, start));
    const post = async (
      delivery: { headers: Readonly<Record<string, string>>; body: string },
      at: number,
    ) => {
      const { headers, body } = delivery;
      const url = `${servers[at % count]?.url}/api/github/webhooks`;
      const response = await fetch(url, { method: "POST", headers, body });
      expect(response.status).toBe(200);
    };

    const inbox = await watchInbox(place);
    for (const [round, diagram] of claimed.entries()) {
      github.webhooks.withhold();
      for (const repository of repositories) {
        for (const author of peopleOf(round)) {
          repository.comment({ author, thread: 1, body: `/claim ${diagram}` });
        }
      }
      const comments = github.webhooks.withheld.filter(({ event }) => event === "issue_comment");
      github.webhooks.release(() => []);
      if (round % 2 === 1) comments.reverse();
      // Neighbours go to different servers, all at once.
      await Promise.all(comments.map(post));
      await inbox.untilEmpty();
    }
    await inbox.close();

    for (const repository of repositories) {
      for (const [round, diagram] of claimed.entries()) judgeOne(repository, diagram, peopleOf(round));
    }
    expect(github.invalidRequests).toEqual([]);
    await Promise.all(servers.map((server) => server.stop()));
    await github.close();
  });
});

/** Others in each round: nobody is told more than five times an hour why something was declined. */
function peopleOf(round: number): readonly [string, string] {
  return [`ada-${round}`, `bob-${round}`];
}

function judgeOne(
  repository: RepositoryHandle,
  diagram: string,
  [one, two]: readonly [string, string],
): void {
  const holder = readHolder(repository, diagram)?.assignee;
  const other = holder === one ? two : one;
  expect([one, two]).toContain(holder);
  const said = repository
    .comments(1)
    .filter(({ body }) => body.includes("diagram-tracker:reply"))
    .flatMap(({ body }) => body.split("\n\n"));
  const about = said.filter((line) => line.includes(`**${diagram}** `)).sort();
  expect(about).toHaveLength(2);
  const told = (login: string) => about.find((line) => line.startsWith(`@${login} `));
  expect(told(holder ?? "")).toContain(": it is yours until ");
  expect(told(other)).toContain(`: **${holder}** holds it until `);
  expect(told(other)).toContain("/claim next");
}
