import { type Figures, HOUR, MINUTE, SimulatedRounds } from "../schedule/simulated-rounds.ts";

const REPOSITORIES = 10_000;
const ACTIVE = 0.01;
const DAY = 24 * HOUR;

/** Three days with ten thousand repositories, of which a hundred are alive, on simulated time. */
export async function benchRounds(): Promise<void> {
  const size = REPOSITORIES.toLocaleString("en-US");
  console.log(`Rounds of ${size} repositories, ${ACTIVE * 100}% active, on simulated time`);
  for (const replicas of [1, 3]) await benchReplicas(replicas);
}

async function benchReplicas(replicas: number): Promise<void> {
  const rounds = new SimulatedRounds({ repositories: REPOSITORIES, active: ACTIVE, replicas });
  console.log(`  ${replicas} ${replicas === 1 ? "replica" : "replicas"}`);
  rounds.start();
  const first = await rounds.untilNothingIsDue();
  console.log(`    with an empty inbox, all new at once: everything read in ${minutes(first)}`);
  await rounds.clock.advance(2 * DAY - first);
  rounds.reset();
  // In places where nothing happened for long, each at another hour.
  for (let hour = 0; hour < 20; hour += 1) {
    rounds.writeUnheard(REPOSITORIES - 1 - hour);
    await rounds.clock.advance(HOUR);
  }
  await rounds.clock.advance(4 * HOUR);
  console.log(`    a day, everything once looked at: ${describe(rounds.figures())}`);
  await rounds.stop();
  await rounds.clock.advance(2 * HOUR);
  rounds.reset();
  rounds.start();
  const after = await rounds.untilNothingIsDue();
  console.log(`    after an outage of two hours: all looked at in ${minutes(after)}`);
  await rounds.stop();
  await rounds.inbox.close();
}

function describe({ seconds, looks, requests, busiestMinute, latest, byReplica, found }: Figures): string {
  const all = Object.values(requests).reduce((sum, count) => sum + count, 0);
  const total = Object.values(looks).reduce((sum, count) => sum + count, 0);
  const share = byReplica.map((count) => `${Math.round((100 * count) / total)}%`).join("/");
  return [
    `${(all / seconds).toFixed(2)} requests/s (${(busiestMinute / 60).toFixed(2)} in the fullest minute)`,
    `of them ${requests.look} for ${total} looks (${(requests.look / total).toFixed(2)} a look; ${looks.quiet} quiet ones cost nothing else), ${requests.read} to read where something had happened (${looks.read} times), ${requests.list} for lists, ${requests.sweep} for the log of deliveries`,
    `the latest look was ${(latest / 1000).toFixed(1)} s late`,
    `a lost webhook was found after ${minutes(found.active)} at most where something happens, after ${(found.quiet / HOUR).toFixed(1)} h where nothing does`,
    `looks by replica: ${share}`,
  ].join("\n      ");
}

function minutes(ms: number): string {
  return `${(ms / MINUTE).toFixed(0)} min`;
}
