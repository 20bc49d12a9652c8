import { FILES } from "../github/tracked.ts";
import { startTestBot, type TestBot } from "../test-bot.ts";

export interface Count {
  readonly requests: number;
  readonly commits: number;
  readonly replies: number;
}

const DRAWING = "# Flow\n\n```mermaid\nflowchart LR\n  A --> B\n```\n";

/**
 * The same where the thread is the diagram's own issue, so that it is assigned, labelled and closed, too. `late`: GitHub
 * closes the issue of the merged pull request only after the bot has looked.
 */
export async function countIssueRequests(): Promise<{
  readonly one: Count;
  readonly hundred: Count;
  readonly merge: Count;
  readonly mergeOfFixes: Count;
  readonly mergeOfFixesLate: Count;
}> {
  const bot = await startTestBot();
  try {
    const permissions = { maria: "maintain" } as const;
    const repository = bot.github.createRepository({
      owner: "atlas",
      name: "diagrams",
      files: FILES,
      permissions,
    });
    for (const id of ["G-LIN-FA", "G-LIN-FL", "G-LIN-SQ", "G-LIN-ST", "G-LIN-PR"]) {
      repository.openIssue({ author: "maria", title: id });
    }
    // Labels are made with the first one.
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FA" });
    await bot.idle();
    const one = await count(bot, () => {
      repository.comment({ author: "ada", thread: 2, body: "/claim" });
    });
    const hundred = await count(bot, () => {
      for (let at = 0; at < 100; at++) {
        repository.comment({ author: `person-${at}`, thread: 3, body: "/claim G-LIN-SQ" });
      }
    });
    const merged = async (author: string, id: string, body: string) => {
      const files = { [`diagrams/${id}.md`]: DRAWING };
      const { number } = repository.openPullRequest({ author, title: id, body, branch: id, files });
      await bot.idle();
      return count(bot, () => {
        repository.merge(number, "maria");
      });
    };
    // The first look at a push in an hour costs one more, whatever it brings.
    repository.push({ author: "maria", files: { "README.md": "# Diagrams\n" } });
    await bot.idle();
    const merge = await merged("ada", "G-LIN-FL", "");
    const mergeOfFixes = await merged("ada", "G-LIN-FA", "Fixes #1");
    repository.setClosing("later");
    const mergeOfFixesLate = await merged("person-0", "G-LIN-SQ", "Fixes #3");
    return { one, hundred, merge, mergeOfFixes, mergeOfFixesLate };
  } finally {
    await bot.close();
  }
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
  const issues = await countIssueRequests();
  console.log("The same on a diagram's own issue, with assignee and label");
  console.log(`  one claim (budget: 5): ${describe(issues.one)}`);
  console.log(`  100 waiting claims (budget: 6): ${describe(issues.hundred)}`);
  console.log(`  a merge that completes it (budget: 6): ${describe(issues.merge)}`);
  console.log(`  one whose description closes the issue: ${describe(issues.mergeOfFixes)}`);
  console.log(`  where GitHub has not closed it yet: ${describe(issues.mergeOfFixesLate)}`);
}

function describe({ requests, commits, replies }: Count): string {
  return `requests: ${requests}, commits: ${commits}, replies: ${replies}`;
}
