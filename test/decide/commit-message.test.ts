import { expect, test } from "vitest";
import { renderCommitMessage } from "../../src/decide/commit-message.ts";
import { parseDiagramId } from "../../src/domain/diagram-id.ts";

const headline = (...history: [id: string, what: string][]) =>
  renderCommitMessage({
    pauseHistory: [],
    history: history.flatMap(([text, what]) => {
      const id = parseDiagramId(text);
      return id === null ? [] : [{ id, what }];
    }),
  }).headline;

test("one headline says what the same hand did to a few diagrams; more of them are counted", () => {
  expect(headline(["A-FL", "/claim by ada"])).toBe("A-FL: /claim by ada");
  expect(headline(["A-FL", "/claim by ada"], ["A-SQ", "/claim by ada"])).toBe("A-FL, A-SQ: /claim by ada");
  expect(headline(["A-FL", "/claim by ada"], ["A-SQ", "/claim by bob"])).toBe("Update 2 diagrams");
  expect(headline(["A-FL", "/claim by ada"], ["A-FL", "/release by ada"])).toBe("Update A-FL");
  const many = Array.from({ length: 20 }, (_, at): [string, string] => [`A-${at}`, "/claim by ada"]);
  expect(headline(...many)).toBe("Update 20 diagrams");
});
