import { monitorEventLoopDelay } from "node:perf_hooks";
import { repeated } from "../growth.ts";
import { startHostedBot } from "../server/hosted-bot.ts";
import { benchHostileTexts } from "./hostile-texts.ts";
import { ms } from "./measure.ts";

type Files = Readonly<Record<string, string>>;

const assignment = (text: string): Files => ({ "assignments/G-LIN-FL.yml": text });
const keys = (characters: number, between: string) =>
  Array.from({ length: characters / 12 }, (_, at) => `key${at}: v`).join(between);
const many = (count: number, file: (at: number) => readonly [string, string]): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => file(at)));

/** Pull requests of strangers, by size in characters. */
const ATTACKS: Readonly<Record<string, { readonly size: number; readonly make: (size: number) => Files }>> = {
  "YAML: commas": { size: 900_000, make: (size) => assignment(`[${repeated(",")(size)}`) },
  "YAML: brackets": { size: 900_000, make: (size) => assignment(repeated("] ")(size)) },
  "YAML: keys in braces": { size: 700_000, make: (size) => assignment(`{${keys(size, ", ")}}`) },
  "YAML: unknown keys": { size: 700_000, make: (size) => assignment(keys(size, "\n")) },
  "YAML: catalog": { size: 900_000, make: (size) => ({ "catalog/more.yml": repeated("a: b: c\n")(size) }) },
  "YAML: configuration": {
    size: 900_000,
    make: (size) => ({ ".github/diagram-tracker.yml": repeated("- : : :\n")(size) }),
  },
  "YAML: 300 files": {
    size: 1_200_000,
    make: (size) => many(300, (at) => [`assignments/X-N${at}.yml`, repeated("a: b: c\n")(size / 300)]),
  },
  "Mermaid: twelve that hang": {
    size: 49_000,
    make: (size) =>
      many(12, (at) => [`diagrams/G-LIN-FL-${at}.mmd`, `flowchart LR\n${"\n".repeat(size)}A --> B${at}`]),
  },
  "pages: 12 MB": {
    size: 12_000_000,
    make: (size) => many(4, (at) => [`diagrams/${at}.md`, repeated("```mermaid\n")(size / 4 - 100)]),
  },
};

/**
 * Each through the whole bot, at its limit and at half of it: the longest time for which the server's thread answered nobody.
 * The stand-in GitHub runs on the same thread, so serving it the files is in it.
 */
export async function benchHostile(): Promise<void> {
  benchHostileTexts();
  const bot = await startHostedBot({ level: "silent" });
  try {
    const repository = bot.github.repository("atlas/diagrams");
    await bot.idle();
    const attack = async (files: Files) => {
      repository.openPullRequest({ author: "mallory", title: "G-LIN-FL", files, fork: true });
      await bot.idle();
    };
    await attack({ "docs/warm.md": "x" });
    const idle = await longestStep(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
    console.log(
      `Pull requests of strangers, through the whole bot; an idle loop's longest step: ${ms(idle)}`,
    );
    for (const [name, { size, make }] of Object.entries(ATTACKS)) {
      const half = await longestStep(() => attack(make(size / 2)));
      const whole = await longestStep(() => attack(make(size)));
      const memory = Math.round(process.memoryUsage().rss / 1e6);
      console.log(
        `  ${name.padEnd(28)} ${ms(whole).padStart(9)}  ${(whole / idle).toFixed(0).padStart(4)} × idle, ×${(whole / half).toFixed(1)} of half the size; RSS ${memory} MB`,
      );
    }
  } finally {
    await bot.close();
  }
}

/** In milliseconds, while something goes on. */
async function longestStep(during: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await during();
  delay.disable();
  return delay.max / 1e6;
}
