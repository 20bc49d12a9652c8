import { FILES } from "../github/tracked.ts";
import { startTestBot, type TestBot } from "../test-bot.ts";

export interface Count {
  readonly requests: number;
  readonly commits: number;
  readonly replies: number;
}

/** What the whole bot asks of GitHub, tokens aside (one an hour), in a repository that it knows already. */
export async function countRequests(): Promise<{
  readonly one: Count;
  readonly hundred: Count;
  /** Each on a thread of its own. */
  readonly hundredThreads: Count;
}> {
  const bot = await startTestBot();
  try {
    const repository = bot.github.createRepository({ owner: "atlas", name: "diagrams", files: FILES });
    repository.openIssue({ author: "maria", title: "Who takes what?" });
    repository.comment({ author: "maria", thread: 1, body: "/claim G-LIN-FA" });
    await bot.idle();
    const one = await count(bot, () => {
      repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
    });
    const hundred = await count(bot, () => {
      for (let at = 0; at < 100; at++) {
        repository.comment({ author: `person-${at}`, thread: 1, body: "/claim G-LIN-SQ" });
      }
    });
    for (let at = 0; at < 100; at++) repository.openIssue({ author: "maria", title: "Who takes this one?" });
    await bot.idle();
    const hundredThreads = await count(bot, () => {
      for (let at = 0; at < 100; at++) {
        repository.comment({ author: `person-${at}`, thread: at + 2, body: "/claim G-LIN-ST" });
      }
    });
    return { one, hundred, hundredThreads };
  } finally {
    await bot.close();
  }
}

async function count({ github, idle }: TestBot, act: () => void): Promise<Count> {
  const repository = github.repository("atlas/diagrams");
  const isOurs = ({ author }: { author: string }) => author === `${github.app.slug}[bot]`;
  const look = () => ({
    commits: repository.commits().length,
    replies: [...repository.state.comments.values()].filter(({ author }) => isOurs({ author: author.login }))
      .length,
  });
  const before = look();
  github.requests.reset();
  act();
  await idle();
  // GitHub lets an installation make eighty comments a minute.
  for (let minute = 0; minute < 3; minute++) await idle();
  const after = look();
  return {
    requests: github.requests.countWithoutTokens(),
    commits: after.commits - before.commits,
    replies: after.replies - before.replies,
  };
}

export async function benchRequests(): Promise<void> {
  const { one, hundred, hundredThreads } = await countRequests();
  console.log("Requests to GitHub, in a repository that was read before");
  console.log(`  one claim (budget: 3, the reply included): ${describe(one)}`);
  console.log(`  100 waiting claims on one thread (budget: 4, one reply, one commit): ${describe(hundred)}`);
  console.log(`  100 waiting claims on 100 threads (budget: 104): ${describe(hundredThreads)}`);
}

function describe({ requests, commits, replies }: Count): string {
  return `requests: ${requests}, commits: ${commits}, replies: ${replies}`;
}
