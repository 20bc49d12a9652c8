import { startGitHub } from "../../src/playground/github/start-github.ts";
import { createCampaigns, DIAGRAMS, THREADS } from "../soak/campaign.ts";
import { sqliteLocations, untilInboxIsEmpty } from "../soak/inbox-location.ts";
import { startServerProcess } from "../soak/server-process.ts";
import { ms } from "./measure.ts";

const CLAIMS = 1_000;
const COLLECT_SECONDS = 10;

/** A thousand people claim in one repository at once, on three threads. */
export async function benchBurst(): Promise<void> {
  console.log(`A burst of ${CLAIMS.toLocaleString("en-US")} claims in one repository`);
  const github = await startGitHub();
  const [repository] = createCampaigns(github, 1);
  if (!repository) throw new Error("there is no repository");
  const places = await sqliteLocations();
  const place = await places.next();
  const server = await startServerProcess(github, place, {
    COLLECT_SECONDS: String(COLLECT_SECONDS),
    LOG_LEVEL: "info",
  });
  await github.settled();
  github.webhooks.target = `${server.url}/api/github/webhooks`;
  github.webhooks.concurrency = 8;
  github.requests.reset();
  const before = repository.commits().length;
  const start = performance.now();
  for (let at = 0; at < CLAIMS; at++) {
    const thread = THREADS[at % THREADS.length] ?? 1;
    const diagram = DIAGRAMS[at % DIAGRAMS.length];
    repository.comment({ author: `person-${at}`, thread, body: `/claim ${diagram}` });
  }
  await github.settled();
  const heard = performance.now() - start;
  await untilInboxIsEmpty(place);
  const done = performance.now() - start;
  const commits = repository.commits().length - before;
  const requests = github.requests.countWithoutTokens();
  console.log(
    `  heard in ${ms(heard)}, done in ${ms(done)} (collecting for ${COLLECT_SECONDS} s after a commit): ` +
      `${commits} commits, ${requests} requests`,
  );
  await server.kill();
  await places.dispose();
  await github.close();
}
