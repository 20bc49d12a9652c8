import { expect, test } from "vitest";
import { renderReplies } from "../../src/decide/reply.ts";
import { english } from "../../src/messages/english/english.ts";

const CUT = english.answers.cut();

test("a thousand answers on one thread leave room for the marker that names what they answer", () => {
  const answers = Array.from({ length: 1_000 }, (_, at) => ({
    event: { key: `comment-${2_000_000_000 + at}@2026-11-24T10:00:00Z`, thread: 1, author: "ada" },
    blocks: ["- **G-LIN-FL** Flow Diagram: it is yours."],
    isDeclined: false,
  }));
  const replies = renderReplies(answers, CUT);
  expect(replies.flatMap(({ answers }) => answers)).toHaveLength(1_000);
  for (const { body, answers } of replies) {
    expect(body.length + answers.join(" ").length).toBeLessThan(65_000);
  }
});

test("an answer that is too long for a comment ends with a whole line and says that it goes on", () => {
  const event = { key: "comment-1", thread: 1, author: "ada" };
  const line = "- **G-LIN-FL** Flow Diagram: it is yours.";
  const [reply, ...others] = renderReplies(
    [{ event, blocks: Array<string>(3_000).fill(line), isDeclined: false }],
    CUT,
  );
  expect(others).toEqual([]);
  expect(reply?.body.length).toBeLessThanOrEqual(60_000);
  expect(reply?.body).toMatch(/it is yours\.\n\n…and more, for which there is no room in one comment\. .*$/);
});
