import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAssignmentFile } from "../../src/domain/assignment-file.ts";
import type { TrackerEvent } from "../../src/facts/event.ts";
import { TestRepository } from "./repository.ts";

const IDS = ["G-LIN-FL", "G-LIN-SQ", "G-LIN-ST", "G-SEQ-FL"];
const PEOPLE = ["ada", "bob", "cyd", "root"];

const commands = fc.oneof(
  fc.constantFrom(...IDS).map((id) => `/claim ${id}`),
  fc.constantFrom(...IDS).map((id) => `/release ${id}`),
  fc.constantFrom(...IDS).map((id) => `/source ${id} https://example.org/${id}`),
  fc.constantFrom(...IDS).map((id) => `/due ${id} +5`),
  fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...PEOPLE)).map(([id, to]) => `/assign ${id} @${to}`),
  fc.constantFrom("/claim next 2", "/claim G-LIN-*", "/release G-LIN-*"),
);

const comments = fc.array(
  fc.record({ author: fc.constantFrom(...PEOPLE), body: commands, second: fc.integer({ min: 0, max: 59 }) }),
  { minLength: 1, maxLength: 12 },
);

const newRepository = () => {
  const repository = new TestRepository();
  repository.permissions.set("root", "maintain");
  return repository;
};

const eventsOf = (
  repository: TestRepository,
  list: { author: string; body: string; second: number }[],
): TrackerEvent[] =>
  list.map(({ author, body, second }, index) =>
    repository.commentEvent(author, body, {
      at: `2026-11-24T10:00:${String(second).padStart(2, "0")}Z`,
      key: `c${index}`,
    }),
  );

/** What the files say; a file made at once and one made in steps may be laid out differently. */
const contents = ({ files }: TestRepository) =>
  new Map(
    [...files]
      .sort()
      .map(([path, text]) => [
        path,
        path.startsWith("assignments/") ? readAssignmentFile({ path, text }).assignment : text,
      ]),
  );

const byTime = (events: readonly TrackerEvent[]) =>
  [...events].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));

describe("whatever people write", () => {
  test("one batch leaves the same state as the same comments one by one", () => {
    fc.assert(
      fc.property(comments, (list) => {
        const [whole, single] = [newRepository(), newRepository()];
        const events = eventsOf(whole, list);
        whole.hear(events);
        for (const event of byTime(events)) single.hear([event]);
        expect(contents(whole)).toEqual(contents(single));
      }),
      { numRuns: 150 },
    );
  });

  test("the order of arrival and doubled deliveries change nothing", () => {
    fc.assert(
      fc.property(comments, fc.nat(), (list, seed) => {
        const distinct = list.map((one, index) => ({ ...one, second: index }));
        const [inOrder, shuffled] = [newRepository(), newRepository()];
        const events = eventsOf(inOrder, distinct);
        const doubled = [...events, ...events].sort(
          (one, other) => mix(one.key, seed) - mix(other.key, seed),
        );
        inOrder.hear(events);
        shuffled.hear(doubled);
        expect(contents(shuffled)).toEqual(contents(inOrder));
        expect(shuffled.replies).toEqual(inOrder.replies);
      }),
      { numRuns: 150 },
    );
  });

  test("nobody holds more than the limit, and every comment is answered once", () => {
    fc.assert(
      fc.property(comments, (list) => {
        const repository = newRepository();
        const noAssign = list.filter(({ body }) => !body.startsWith("/assign"));
        const plan = repository.hear(eventsOf(repository, noAssign));
        const held = new Map<string, number>();
        for (const [path, text] of repository.files) {
          const assignee = path.startsWith("assignments/") && /assignee: (\w+)/.exec(text)?.[1];
          if (assignee && assignee !== "null") held.set(assignee, (held.get(assignee) ?? 0) + 1);
        }
        for (const count of held.values()) expect(count).toBeLessThanOrEqual(3);
        expect(plan.replies.flatMap(({ answers }) => answers).sort()).toEqual(
          noAssign.map((_, index) => `c${index}`).sort(),
        );
      }),
      { numRuns: 150 },
    );
  });

  test("a push alone finds nothing left to render", () => {
    fc.assert(
      fc.property(comments, (list) => {
        const repository = newRepository();
        repository.hear(eventsOf(repository, list));
        repository.hear([{ kind: "push", key: "p1", at: repository.now }]);
        expect(repository.decide([{ kind: "push", key: "p2", at: repository.now }]).files).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

function mix(key: string, seed: number): number {
  let hash = seed | 0;
  for (const letter of key) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return hash;
}
