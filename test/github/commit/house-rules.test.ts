import { describe, expect, test } from "vitest";
import { closeTracked, STATE, say, threadsOfBot, trackInMode } from "../modes.ts";

const BOT = "diagram-tracker[bot]";
const RULES = 'commits: { prefix: "chore(atlas):", sign_off: true }\n';

describe("every commit of the bot's fits the project's rules", () => {
  test.each([
    ["direct", "main"],
    ["branch", STATE],
    ["pull-request", STATE],
  ])("commit: %s", async (mode, branch) => {
    const { tracked, repository } = await trackInMode(`commit: ${mode}\n${RULES}`);
    say(repository, "ada", "/claim G-LIN-FL");
    await tracked.handle();
    // Both branches move on, so they are brought together.
    repository.push({
      author: "maria",
      files: { "TRACKER.md": `${repository.file("TRACKER.md")}\nMore prose.\n` },
    });
    say(repository, "bob", "/claim G-LIN-SQ");
    await tracked.handle();
    const own = repository.commits(branch).filter(({ author }) => author === BOT);
    expect(own.length).toBeGreaterThanOrEqual(2);
    const { id } = tracked.github.createUser(BOT);
    for (const { message } of own) {
      expect(message).toMatch(/^chore\(atlas\): \S/);
      expect(message.split("\n")[0]?.length).toBeLessThanOrEqual(72);
      expect(message.split("\n").at(-1)).toBe(
        `Signed-off-by: ${BOT} <${id}+${BOT}@users.noreply.github.com>`,
      );
    }
    const [standing] = threadsOfBot(repository);
    if (mode === "pull-request") {
      expect(standing?.title).toMatch(/^chore\(atlas\): \S/);
      expect(standing?.body).not.toContain("Signed-off-by");
    }
    await closeTracked(tracked);
  });

  test("also one that carries the campaign to another place", async () => {
    const { tracked, repository } = await trackInMode(RULES);
    say(repository, "ada", "/claim G-LIN-FL");
    await tracked.handle();
    repository.push({
      author: "maria",
      files: { ".github/diagram-tracker.yml": `paths: { assignments: held }\n${RULES}` },
    });
    await tracked.handle();
    const moved = repository.commits("main").find(({ message }) => message.includes("Move the campaign"));
    expect(moved?.message).toMatch(/^chore\(atlas\): Move the campaign to held\n/);
    expect(moved?.message).toContain("\nSigned-off-by: diagram-tracker[bot] <");
    await closeTracked(tracked);
  });
});
