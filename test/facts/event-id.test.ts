import { expect, test } from "vitest";
import { currentEventId, eventId, formerEventId } from "../../src/facts/event.ts";
import { readTrailer } from "../../src/github/trailer.ts";

const atlas = { repository: { owner: "Atlas", name: "diagrams" }, databaseId: 4711 };
const moved = { ...atlas, repository: { owner: "umbrella", name: "maps" } };
const taken = { ...atlas, databaseId: 4712 };

test.each(["comment-12", "review-12", "review-comment-12@2026-11-24T10:00:00Z", "issue-12", "pull-12@x"])(
  "%s keeps its ID when its repository moves",
  (key) => {
    expect(eventId(moved, { key })).toBe(eventId(atlas, { key }));
  },
);

test.each(["issue-12", "pull-12", "pull-request-12@x", "check-12-again-ada@x"])(
  "%s is not that of a repository that took the name",
  (key) => {
    expect(eventId(taken, { key })).not.toBe(eventId(atlas, { key }));
  },
);

test("what an earlier version called a comment is the same comment", () => {
  for (const key of ["comment-12", "review-comment-12@2026-11-24T10:00:00Z"]) {
    expect(currentEventId(formerEventId(atlas, { key }))).toBe(eventId(atlas, { key }));
  }
  expect(currentEventId("atlas/diagrams:issue-12")).toBe("atlas/diagrams:issue-12");
  expect(currentEventId("4711:issue-12")).toBe("4711:issue-12");
});

test("a commit of an earlier version names the same comments", () => {
  const message = "Diagram-Tracker-Deliveries: atlas/diagrams:comment-12, guid, atlas/diagrams:issue-3";
  expect(readTrailer(message)).toEqual(["comment-12", "guid", "atlas/diagrams:issue-3"]);
});
