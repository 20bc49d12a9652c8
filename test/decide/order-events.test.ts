import { expect, test } from "vitest";
import { orderEvents } from "../../src/decide/order-events.ts";
import type { TrackerEvent } from "../../src/facts/event.ts";

function comment(key: string, second: number): TrackerEvent {
  const at = `2026-11-24T10:00:0${second}Z`;
  const said = { title: "Claims", author: "ada", body: "/claim G-LIN-FL", previousBody: null };
  return { kind: "comment", key, at, thread: 1, onPullRequest: false, ...said };
}

const push = (key: string, second: number): TrackerEvent => {
  return { kind: "push", key, at: `2026-11-24T10:00:0${second}Z` };
};

const order = (...events: TrackerEvent[]) => orderEvents(events).map(({ key }) => key);

test("comments of one second go by their numbers, in whatever order they arrived", () => {
  expect(order(comment("comment-10", 1), comment("comment-9", 1), comment("comment-100", 0))).toEqual([
    "comment-100",
    "comment-9",
    "comment-10",
  ]);
});

test("what has numbers of another kind, or none, keeps its place of arrival", () => {
  const [late, early] = [comment("comment-10", 1), comment("comment-9", 1)];
  expect(order(late, comment("issue-5", 1), push("push-1", 1), early)).toEqual([
    "comment-9",
    "issue-5",
    "push-1",
    "comment-10",
  ]);
});

test("a comment comes before what its edit of the same second adds", () => {
  const edit = comment("comment-9@2026-11-24T10:00:01Z", 1);
  expect(order(comment("comment-10", 1), edit, comment("comment-9", 1))).toEqual([
    "comment-9",
    "comment-9@2026-11-24T10:00:01Z",
    "comment-10",
  ]);
});

test("the same event counts once", () => {
  expect(order(comment("comment-9", 1), comment("comment-9", 1))).toEqual(["comment-9"]);
});
