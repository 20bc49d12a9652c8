/**
 * Every scenario is played once more by a campaign that speaks German: nothing that people read on GitHub may be left in
 * English. What is theirs stays as it is: commands, IDs, names of checks and points, code, and what GitHub and people say.
 */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CONFIG_PATH } from "../../src/domain/config.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { Performer } from "../scenarios/perform.ts";
import { type Act, parseScenario } from "../scenarios/scenario.ts";
import { STARTING_FILES, startRepository } from "../scenarios/start-repository.ts";
import { startTestBot, type TestBot } from "../test-bot.ts";

const FOLDER = new URL("../../fixtures/scenarios/", import.meta.url);

let bot: TestBot;
beforeAll(async () => {
  bot = await startTestBot();
});
afterAll(() => bot.close());

/** Their configuration is deleted, or stands there twice: then nothing says which language it is. */
const WITHOUT_LANGUAGE = new Set(["another-place-for-the-state", "links-instead-of-folders"]);

describe("nothing is said in English", () => {
  test.each(
    readdirSync(FOLDER)
      .sort()
      .filter((name) => !WITHOUT_LANGUAGE.has(name)),
  )("%s", async (name) => {
    const repository = await play(name);
    expect(textsOf(repository).flatMap(englishIn)).toEqual([]);
  });
});

test("what is would be found", () => {
  expect(englishIn("Next: open a pull request with `G-LIN-FL` in its title.")).toEqual([
    "Next: open a pull request with   in its title.",
  ]);
  expect(
    englishIn("`/claim is the command` gehört dir\n\n> Changes must be made through the queue."),
  ).toEqual([]);
});

async function play(name: string): Promise<RepositoryHandle> {
  const scenario = parseScenario(readFileSync(new URL(`${name}/scenario.yml`, FOLDER), "utf8"));
  const files = inGerman({
    [CONFIG_PATH]: "",
    ...STARTING_FILES,
    ...scenario.files,
  });
  const repository = startRepository(bot, name, scenario, files);
  const performer = new Performer(repository, bot.github);
  for (const step of scenario.steps) {
    const acts = step.together ?? [step];
    if (step.together) bot.github.webhooks.withhold();
    for (const act of acts) performer.perform(pushingGerman(act));
    if (step.together) bot.github.webhooks.release();
    if (step.wait) bot.pass(step.wait);
    await bot.idle();
  }
  return repository;
}

function inGerman<T extends Readonly<Record<string, unknown>>>(files: T): T {
  const config = files[CONFIG_PATH];
  const isSaid = typeof config !== "string" || /^language:/m.test(config);
  return isSaid ? files : { ...files, [CONFIG_PATH]: `language: de\n${config}` };
}

/** What is pushed to the default branch is the configuration from then on. */
function pushingGerman(act: Act): Act {
  return act.push ? { ...act, push: { ...act.push, files: inGerman(act.push.files) } } : act;
}

/** All that the bot wrote for people: comments, issues, pull requests and checks. */
function textsOf({ state }: RepositoryHandle): string[] {
  const isOurs = ({ author }: { readonly author: { readonly type: string } }) => author.type === "Bot";
  const opened = [...state.threads.values()].filter(isOurs);
  const comments = [...state.comments.values()].filter(isOurs);
  const checks = [...state.checkRuns.values()];
  return [
    ...opened.flatMap(({ title, body }) => [title, body ?? ""]),
    ...comments.map(({ body }) => body),
    ...checks.flatMap(({ title, summary, text, annotations }) => [
      title,
      summary,
      text ?? "",
      ...annotations.flatMap((annotation) => wordsOf({ ...annotation })),
    ]),
  ].filter((text) => text !== null);
}

function wordsOf({ title, message }: Readonly<Record<string, unknown>>): string[] {
  return [String(title), String(message)];
}

/** Words without which hardly an English sentence can do, and which are none in German. */
const ENGLISH =
  /\b(?:the|is|are|and|this|that|with|you|your|it|its|of|to|by|has|have|had|for|from|not|nothing|nobody|only|expected|unknown|next|be|been|were|until|which|who|what|when|where|or)\b/i;

/** The lines of a text that are in English. */
function englishIn(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const own = line
      .replace(/^> .*/, "")
      // Reasons are in their author's words, and the standing pull request lists what the commits say.
      .replace(/(Erlassen von|Der Grund steht in).*: .*/, "$1")
      .replace(/(pausiert seit .*) \(.*\)/, "$1")
      .replace(/^- (?:[A-Z]-[A-Z-]+: .*|Render the tracker)$/, "")
      // What is no YAML is explained in English alone, and said to be.
      .replace(/Auf Englisch: .*/, "")
      .replace(/`[^`]*`/g, " ")
      .replace(/<!--.*?-->/g, "")
      .replace(/\]\([^)]*\)/g, "]")
      .replace(/[“"„][^”"“]*[”"“]/g, " ");
    return ENGLISH.test(own) ? [own] : [];
  });
}
