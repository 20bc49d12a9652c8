import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Performer } from "./scenarios/perform.ts";
import { parseScenario } from "./scenarios/scenario.ts";
import { STARTING_FILES, startRepository } from "./scenarios/start-repository.ts";
import { Transcript } from "./scenarios/transcript.ts";
import { startTestBot, type TestBot } from "./test-bot.ts";

const FOLDER = new URL("../fixtures/scenarios/", import.meta.url);
const UPDATE = process.env["UPDATE_SCENARIOS"] === "1" && process.env["CI"] === undefined;

// One for each, so that a new scenario does not number the others anew.
let bot: TestBot;
beforeEach(async () => {
  bot = await startTestBot();
});
afterEach(() => bot.close());

describe("scenarios: what people do, and everything that the bot does about it", () => {
  test.each(readdirSync(FOLDER).sort())("%s", async (name) => {
    const transcript = await play(name);
    const expected = new URL(`${name}/expected.md`, FOLDER);
    if (UPDATE) writeFileSync(expected, transcript);
    expect(existsSync(expected), "npm run update-scenarios writes what is missing").toBe(true);
    expect(transcript).toBe(readFileSync(expected, "utf8"));
    expect(bot.github.invalidRequests).toEqual([]);
  });
});

async function play(name: string): Promise<string> {
  const scenario = parseScenario(readFileSync(new URL(`${name}/scenario.yml`, FOLDER), "utf8"));
  const repository = startRepository(bot, name, scenario, { ...STARTING_FILES, ...scenario.files });
  const performer = new Performer(repository, bot.github);
  const transcript = new Transcript(repository);
  const parts = [`# ${name}`, scenario.why];
  let count = 0;
  for (const step of scenario.steps) {
    count++;
    const acts = step.together ?? [step];
    if (step.together) bot.github.webhooks.withhold();
    const said = acts.map((act) => performer.perform(act)).join("\n\nand in the same instant ");
    if (step.together) bot.github.webhooks.release();
    if (step.wait) bot.pass(step.wait);
    await bot.idle();
    parts.push(`## ${count}. ${said}`, transcript.next());
  }
  return `${parts.join("\n\n")}\n`;
}
