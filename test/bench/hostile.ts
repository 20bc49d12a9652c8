import { type Files, HOSTILE_FILES } from "../hostile-files.ts";
import { startHostedBot } from "../server/hosted-bot.ts";
import { benchHostileTexts } from "./hostile-texts.ts";
import { ms } from "./measure.ts";

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
    for (const [name, { size, make, grows = true }] of Object.entries(HOSTILE_FILES)) {
      const half = grows ? await longestStep(() => attack(make(size / 2))) : null;
      const whole = await longestStep(() => attack(make(size)));
      const growth = half === null ? "" : `, ×${(whole / half).toFixed(1)} of half the size`;
      const memory = `RSS ${Math.round(process.memoryUsage().rss / 1e6)} MB`;
      console.log(
        `  ${name.padEnd(28)} ${ms(whole).padStart(9)}  ${(whole / idle).toFixed(0).padStart(4)} × idle${growth}; ${memory}`,
      );
    }
  } finally {
    await bot.close();
  }
}

/** In milliseconds, while something goes on. */
async function longestStep(during: () => Promise<unknown>): Promise<number> {
  let [last, longest] = [performance.now(), 0];
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  await during();
  clearInterval(timer);
  look();
  return longest;
}
