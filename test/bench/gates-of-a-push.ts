import { MermaidParser } from "../../src/mermaid/mermaid-parser.ts";
import { judgeCorpus } from "../gates/corpus.ts";
import { FILES } from "../github/tracked.ts";
import { startTestBot } from "../test-bot.ts";
import { ms } from "./measure.ts";

/** A push to a pull request that is known already, through the whole bot: webhook, reads, parser, both check runs. */
export async function benchGatesOfAPush(): Promise<void> {
  console.log("Gates of a push, through the whole bot (budget: 4 requests for one diagram)");
  const parser = new MermaidParser();
  const drawings = (await judgeCorpus(parser)).map(({ source }) => source);
  await parser.close();
  for (const count of [1, 10, 100]) {
    const { requests, time } = await push(count, drawings);
    console.log(`  ${String(count).padStart(4)} diagrams: ${ms(time).padStart(8)}, requests: ${requests}`);
  }
}

async function push(count: number, drawings: readonly string[]): Promise<{ requests: number; time: number }> {
  const bot = await startTestBot();
  try {
    const ids = Array.from({ length: count }, (_, at) => `G-BIG-N${at}`);
    const draw = (turn: number) =>
      Object.fromEntries(
        ids.map((id, at) => [
          `diagrams/${id}.mmd`,
          `${drawings[(at + turn) % drawings.length]}\n%% ${id} ${turn}\n`,
        ]),
      );
    const repository = bot.github.createRepository({
      owner: "atlas",
      name: "diagrams",
      files: {
        ...FILES,
        "catalog/big.yml": catalogOf(ids),
        ".github/diagram-tracker.yml": "claims: { limit: 200 }\n",
      },
    });
    const { number } = repository.openPullRequest({ author: "ada", title: "Draw them", files: draw(0) });
    await bot.idle();
    repository.pushTo(number, { files: draw(1) });
    await bot.github.settled();
    bot.github.requests.reset();
    const started = performance.now();
    await bot.idle();
    const time = performance.now() - started;
    return { requests: bot.github.requests.countWithoutTokens(), time };
  } finally {
    await bot.close();
  }
}

function catalogOf(ids: readonly string[]): string {
  const diagrams = ids.map((id) => `          ${id}: Diagram`).join("\n");
  return `categories:
  - name: Big
    planned: ${ids.length}
    groups:
      - key: B
        name: Big
        planned: ${ids.length}
        diagrams:
${diagrams}
`;
}
