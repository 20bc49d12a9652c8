import { expect, test } from "vitest";
import { renderReplies } from "../../src/decide/reply.ts";

test("a thousand answers on one thread leave room for the marker that names what they answer", () => {
  const answers = Array.from({ length: 1_000 }, (_, at) => ({
    event: { key: `comment-${2_000_000_000 + at}@2026-11-24T10:00:00Z`, thread: 1, author: "ada" },
    blocks: ["- **G-LIN-FL** Flow Diagram: it is yours."],
  }));
  const replies = renderReplies(answers);
  expect(replies.flatMap(({ answers }) => answers)).toHaveLength(1_000);
  for (const { body, answers } of replies) {
    expect(body.length + answers.join(" ").length).toBeLessThan(65_000);
  }
});
