import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { atlas } from "../cli/clone.ts";
import { startTestBot } from "../test-bot.ts";

const page = readFileSync(new URL("../../.github/docs/install.md", import.meta.url), "utf8");
const undated = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\d/g, "DATE");

test("a tracker that was kept by hand, imported as the page says, is answered as the page says", async () => {
  const clone = await atlas();
  const bot = await startTestBot();
  try {
    const repository = bot.github.createRepository({
      owner: "atlas",
      name: "diagrams",
      files: Object.fromEntries([...clone.files()].map(([path]) => [path, clone.read(path)])),
    });
    await bot.idle();
    const { number } = repository.openIssue({ author: "ada", title: "Diagram: ", body: "/claim G-LIN-FL" });
    await bot.idle();
    const [answer] = repository.comments(number);
    const [, quoted = "nothing is quoted"] = /^ *> (@ada .+)$/m.exec(page) ?? [];
    expect(undated(answer?.body ?? "")).toContain(undated(quoted));
  } finally {
    await bot.close();
  }
});
