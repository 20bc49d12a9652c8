import { Performer } from "../scenarios/perform.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { STARTING_FILES, startRepository } from "../scenarios/start-repository.ts";
import { Transcript } from "../scenarios/transcript.ts";
import { type TestAction, WORKFLOWS } from "./start-action.ts";

/** What the bot did about it, step by step, when all that it has are the runs of the two workflows. */
export async function playScenario(action: TestAction, name: string, scenario: Scenario): Promise<string> {
  const files = { ...STARTING_FILES, ...WORKFLOWS, ...scenario.files };
  const repository = startRepository(action, name, scenario, files);
  repository.letActionsOpenPulls();
  const runner = action.follow(repository);
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
    if (step.together) action.github.webhooks.withhold();
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
