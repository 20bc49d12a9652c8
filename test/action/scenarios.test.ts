import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Performer } from "../scenarios/perform.ts";
import { parseScenario } from "../scenarios/scenario.ts";
import { STARTING_FILES, startRepository } from "../scenarios/start-repository.ts";
import { Transcript } from "../scenarios/transcript.ts";
import { startTestAction, type TestAction, WORKFLOWS } from "./start-action.ts";

const FOLDER = new URL("../../fixtures/scenarios/", import.meta.url);

let action: TestAction;
beforeEach(async () => {
  action = await startTestAction();
});
afterEach(() => action.close());

describe("scenarios of the App, played through the Action", () => {
  test.each(readdirSync(FOLDER).sort())("%s", async (name) => {
    const transcript = await play(name);
    const expected = readFileSync(new URL(`${name}/expected.md`, FOLDER), "utf8");
    expect(action.github.invalidRequests).toEqual([]);
  });
});

async function play(name: string): Promise<string> {
  const scenario = parseScenario(readFileSync(new URL(`${name}/scenario.yml`, FOLDER), "utf8"));
  const repository = startRepository(action, name, scenario, {
    ...STARTING_FILES,
    ...WORKFLOWS,
    ...scenario.files,
  });
  const runner = action.follow(repository);
  repository.letActionsOpenPulls();
  // There was one today: the App's scenarios have no days either.
  const before = repository.startRun({ workflow: "diagram-tracker.yml", event: "schedule", actor: "maria" });
  Object.assign(before, { status: "completed", conclusion: "success" });
  const performer = new Performer(repository, action.github);
  const transcript = new Transcript(repository, "github-actions[bot]");
  const parts = [`# ${name}`, scenario.why];
  let count = 0;
  for (const step of scenario.steps) {
    count++;
    const acts = step.together ?? [step];
    if (step.together) action.github.webhooks.hold();
    const said = acts.map((act) => performer.perform(act)).join("\n\nand in the same instant ");
    if (step.together) action.github.webhooks.release();
    if (step.wait) {
      action.pass(step.wait);
      await runner.schedule();
    }
    await runner.idle();
    action.pass(1);
    parts.push(`## ${count}. ${said}`, transcript.next());
  }
  return `${parts.join("\n\n")}\n`;
}
