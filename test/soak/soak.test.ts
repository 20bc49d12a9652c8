/**
 * Nothing lost, nothing doubled: people claim, give back, draw and merge while GitHub drops, doubles and shuffles its
 * deliveries, fails one request in ten (half of them after they took effect), and servers are killed. At the end
 * everything has to be as `judge.ts` says.
 *
 * `npm run soak` plays the long one: 1,000 claims by 200 people in 10 repositories, with 10 kills. SOAK_SEED chooses
 * another course of events.
 */
import { afterAll, beforeAll, describe, test } from "vitest";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type GitHub, seededRandom, startGitHub } from "../../src/playground/github/start-github.ts";
import { createCampaigns } from "./campaign.ts";
import { type InboxLocations, postgresLocations, sqliteLocations, watchInbox } from "./inbox-location.ts";
import { judge } from "./judge.ts";
import { People } from "./people.ts";
import { sidebarsThatDisagree } from "./sidebar-agrees.ts";
import { Storm } from "./storm.ts";
import { filesThatWouldChange } from "./tracker-agrees.ts";
import { describeInbox, findLost, findUnanswered } from "./unanswered.ts";
import { until } from "./until.ts";

const IS_FULL = process.env["SOAK"] === "full";
const SIZE = IS_FULL
  ? // So many that nobody is declined more often in an hour than the bot gives reasons.
    { claims: 1000, people: 1000, repositories: 10, kills: 10, limit: 3 * 3_600_000 }
  : { claims: 60, people: 30, repositories: 3, kills: 2, limit: 30 * 60_000 };
const SEED = Number(process.env["SOAK_SEED"] ?? 20_261_124);
/** So often it is asked whether somebody waits for an answer that will never come, in ms. */
const LOST_EVERY = 1_000;
/** What hangs is told shortly before the test's own limit, which tells nothing. */
const HANGS_AFTER = SIZE.limit * 0.9;
/** So many claims lie between two kills, in bursts of this size. */
const BURST = 20;
/** One act in so many is something else than a claim. */
const OTHERS = 3;

describe.each([
  { name: "SQLite", makePlaces: sqliteLocations, replicas: 1 },
  ...(IS_FULL ? [{ name: "PostgreSQL and one server", makePlaces: postgresLocations, replicas: 1 }] : []),
  { name: "PostgreSQL and three servers", makePlaces: postgresLocations, replicas: 3 },
  // The short one mostly waits: for leases that expire, and for the next try.
])("with $name", { concurrent: !IS_FULL }, ({ name, makePlaces, replicas }) => {
  let places: InboxLocations;
  beforeAll(async () => {
    places = await makePlaces();
  }, SIZE.limit);
  afterAll(() => places.dispose());

  test(`${SIZE.claims} claims survive ${SIZE.kills} kills in bad weather`, {
    timeout: SIZE.limit,
  }, async ({ expect, onTestFinished }) => {
    const random = seededRandom(SEED);
    const github = await startGitHub({ rateLimits: { core: 1e9, graphql: 1e9 } });
    const repositories = createCampaigns(github, SIZE.repositories);
    const people = new People({ random, people: SIZE.people });
    const place = await places.next();
    const storm = new Storm(github, repositories, { seed: SEED, random, replicas, place });
    onTestFinished(() => storm.stopAll());
    await storm.begin();
    const watched = await watchInbox(place);
    onTestFinished(() => watched.close());
    const began = performance.now();
    const unanswered = () => findUnanswered(repositories, people, github.app.slug);
    let askedAt = performance.now();
    /** However long that takes, unless somebody waits in vain. */
    const untilFewer = async (count: number) => {
      const isSo = async () => {
        const before = unanswered();
        if (before.length < count) return true;
        if (performance.now() < askedAt + LOST_EVERY) return false;
        askedAt = performance.now();
        const lost = await findLost(watched.inbox, before);
        const still = unanswered().filter(({ id }) => lost.has(id));
        if (still.length > 0) {
          const words = still.flatMap(({ id, repository }) => [`comment-${id}"`, repository.fullName]);
          throw new Error([...still.map(({ id }) => lost.get(id)), ...storm.logOf(words)].join("\n"));
        }
        return false;
      };
      const what = async () =>
        `${unanswered().length} comments are not answered\n${await describeInbox(watched.inbox)}`;
      await until(isSo, { what, limit: HANGS_AFTER - (performance.now() - began) });
    };

    for (let claims = 0; claims < SIZE.claims; claims += BURST) {
      storm.shuffle(() => {
        for (let act = 0; act < BURST; act++) {
          const repository = repositories[Math.floor(random() * repositories.length)];
          if (!repository) continue;
          people.claim(repository);
          if (act % OTHERS === 0) people.somethingElse(repository);
        }
      });
      const isTime = (storm.kills + 1) * (SIZE.claims / (SIZE.kills + 1)) <= claims + BURST;
      if (isTime && storm.kills < SIZE.kills) await storm.kill();
      // People look before they act: most of what was asked is answered by then, also what had to be recovered.
      await untilFewer(BURST);
    }
    await untilFewer(1);
    await github.settled();
    const counts = await watched.untilEmpty(HANGS_AFTER - (performance.now() - began));
    const seconds = (performance.now() - began) / 1000;
    const codes = await storm.end();
    github.faults.clear();

    const wrong: string[] = [];
    for (const repository of repositories) {
      wrong.push(...judge(repository, people.said.get(repository) ?? [], `${github.app.slug}[bot]`));
      wrong.push(...(await filesThatWouldChange(github, repository)));
      wrong.push(...sidebarsThatDisagree(repository));
    }
    console.log(summary(name, { github, repositories, people, storm, seconds }));
    const told = wrong.flatMap(
      (sentence) => sentence.match(/comment-\d+|[0-9a-f]{40}|G-[A-Z]{3}-[A-Z]{2}/g) ?? [],
    );
    expect(wrong, storm.logOf(told).join("\n")).toEqual([]);
    expect(storm.setAside).toEqual([]);
    expect(counts.setAside).toBe(0);
    expect(codes).toEqual(Array(replicas).fill(0));
    expect(storm.kills).toBe(SIZE.kills);
    expect(github.invalidRequests).toEqual([]);
    await github.close();
  });
});

function summary(
  name: string,
  run: {
    github: GitHub;
    repositories: readonly RepositoryHandle[];
    people: People;
    storm: Storm;
    seconds: number;
  },
): string {
  const said = [...run.people.said.values()].flat();
  const claims = said.filter(({ command }) => command === "claim").length;
  const { requests, webhooks } = run.github;
  const commits = run.repositories.reduce((sum, repository) => sum + repository.commits().length - 1, 0);
  const pulls = run.repositories.flatMap((repository) => repository.pulls());
  const merged = pulls.filter(({ pull }) => pull.merged !== null).length;
  const failed = requests.all.filter(({ status }) => status === 0 || status >= 500).length;
  const lost = webhooks.log.filter(({ statusCode }) => statusCode >= 300).length;
  return (
    `${name}: ${claims} claims, ${said.length - claims} releases, ${pulls.length} pull requests (${merged} merged), ` +
    `${commits} commits, ${requests.count()} requests (${failed} failed), ${webhooks.log.length} deliveries ` +
    `(${lost} lost), ${run.storm.kills} kills, the App away or a repository moved ${run.storm.away} times,  ${run.seconds.toFixed(1)} s, seed ${SEED}`
  );
}
