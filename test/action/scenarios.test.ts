import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseScenario, type Scenario } from "../scenarios/scenario.ts";
import { playScenario } from "./play-scenario.ts";
import { startTestAction, type TestAction } from "./start-action.ts";

const FOLDER = new URL("../../fixtures/scenarios/", import.meta.url);
const NAMES = readdirSync(FOLDER).sort();
const read = (name: string, file: string) => readFileSync(new URL(`${name}/${file}`, FOLDER), "utf8");

/** What an Action has otherwise than an App, by scenario. One that comes out as with the App has to leave this list. */
const OTHERWISE: Readonly<Record<string, string>> = {
  "bots-are-ignored": "The first run makes the tracker, whatever started it.",
  "bots-that-are-listed":
    "The first run makes the tracker; and the App's account is a bot like any other, which is listed here.",
  "broken-catalog-file":
    "The next run looks at the pull request again, which the broken file concerns, and says so there.",
  "commands-in-reviews": "A comment on a line starts no run: the next one hears it.",
  "gates-of-a-pull-request": "Nobody hears of the buttons of a check that a workflow made, so it has none.",
  "github-closes-the-issue": "A run waits those seconds within itself, and then closes the issue.",
  "protected-branch-refused": "GitHub Actions cannot be let past a rule, so what waits goes on waiting.",
  "pushes-to-the-bots-branch":
    "What GITHUB_TOKEN pushes starts no run: the pull request is judged again by the next one.",
  "the-issue-of-a-diagram":
    "The next run looks at the issue again, on which the holder can be assigned since they wrote there.",
  "undone-and-done-again": "The next run renews the notices of pull requests that the undoing concerned.",
};

/** The jobs that fail, and should. */
const FAILS = new Set(["protected-branch-refused"]);

/**
 * All of them with ACTION_SCENARIOS=all. What is decided is the App's, which plays all of them; what an Action does by itself
 * is which events it hears of. So by default those that come out otherwise, and of the others, the shortest first, those that
 * bring a kind of act that none before had.
 */
function chosen(): string[] {
  if (process.env["ACTION_SCENARIOS"] === "all") return NAMES;
  const acts = new Map(NAMES.map((name) => [name, actsOf(parseScenario(read(name, "scenario.yml")))]));
  const lengthOf = (name: string) => acts.get(name)?.length ?? 0;
  const always = NAMES.filter((name) => Object.hasOwn(OTHERWISE, name));
  const seen = new Set(always.flatMap((name) => acts.get(name) ?? []));
  const others = NAMES.toSorted((one, other) => lengthOf(one) - lengthOf(other)).filter((name) => {
    const isNew = acts.get(name)?.some((act) => !seen.has(act)) === true;
    for (const act of acts.get(name) ?? []) seen.add(act);
    return isNew;
  });
  return [...new Set([...always, ...others])].sort();
}

function actsOf({ steps }: Scenario): string[] {
  return steps.flatMap(({ together = [], ...act }) =>
    [act, ...together].flatMap((one) =>
      Object.entries(one).flatMap(([kind, value]) => (value ? [kind] : [])),
    ),
  );
}

let action: TestAction;
beforeEach(async () => {
  action = await startTestAction();
});
afterEach(() => action.close());

describe("scenarios of the App, played through the Action", () => {
  test.each(chosen())("%s", async (name) => {
    const transcript = await playScenario(action, name, parseScenario(read(name, "scenario.yml")));
    expect(action.github.invalidRequests).toEqual([]);
    const errors = action.told.flatMap(({ remarks }) => remarks.filter(({ level }) => level === "error"));
    expect(errors.length > 0, JSON.stringify(errors)).toBe(FAILS.has(name));
    const [played, expected] = [transcript, read(name, "expected.md")].map(withoutNumbers);
    if (Object.hasOwn(OTHERWISE, name)) expect(played).not.toBe(expected);
    else expect(played).toBe(expected);
  });

  test("name none that is gone", () => {
    expect(Object.keys(OTHERWISE).filter((name) => !NAMES.includes(name))).toEqual([]);
  });
});

/** Which deliveries a commit or reply names is not the same where none of them is a webhook. */
function withoutNumbers(transcript: string): string {
  return transcript
    .replaceAll("github-actions[bot]", "diagram-tracker[bot]")
    .replaceAll(/^ *Diagram-Tracker-Deliveries: .*$/gm, "")
    .replaceAll(/(?<=<!-- diagram-tracker:reply )[^<>]+(?= -->)/g, "")
    .replaceAll(/^> <!-- diagram-tracker:counts .*\n>?\n?/gm, "")
    .replaceAll(/[ \n]+\n/g, "\n\n");
}
