import fc from "fast-check";
import { expect, test } from "vitest";
import type { Assignment } from "../../src/domain/assignment.ts";
import { createAssignmentFile, readAssignmentFile } from "../../src/domain/assignment-file.ts";
import { editAssignmentFile } from "../../src/domain/edit-assignment-file.ts";
import { isSameData } from "../../src/domain/same-data.ts";
import { anyChange, ID } from "./any-assignment.ts";
import { layOut, type Part } from "./lay-out.ts";

const RUNS = 100;

const read = (text: string): Assignment => {
  const { assignment, problems } = readAssignmentFile({ path: `${ID}.yml`, text });
  if (!assignment) throw new Error(`${JSON.stringify(problems)}\n${text}`);
  return assignment;
};

test("whatever a file looks like, the edited one says exactly the next assignment, and the rest stands as it was", () => {
  fc.assert(
    fc.property(anyChange, fc.gen(), fc.boolean(), ({ now, next }, hand, crlf) => {
      const parts = layOut(now, hand);
      const text = textOf(parts, crlf);
      expect(read(text)).toEqual(now);
      const edited = editAssignmentFile(text, next);
      expect(read(edited)).toEqual(next);
      let at = 0;
      for (const kept of survivors(parts, now, next)) {
        const part = crlf ? kept.replaceAll("\n", "\r\n") : kept;
        const found = edited.indexOf(part, at);
        if (found === -1) {
          expect.fail(`${JSON.stringify(part)} is gone from\n${edited}\nwhich was\n${text}`);
        }
        at = found + part.length;
      }
    }),
    { numRuns: RUNS },
  );
});

test("a new file has every field, in one order, and is not touched by an edit that changes nothing", () => {
  fc.assert(
    fc.property(anyChange, ({ now, next }) => {
      const text = createAssignmentFile(next);
      expect(read(text)).toEqual(next);
      expect(editAssignmentFile(text, next)).toBe(text);
      const shuffled = Object.fromEntries(Object.entries(next).reverse()) as unknown as Assignment;
      expect(createAssignmentFile(shuffled)).toBe(text);
      expect(read(editAssignmentFile(createAssignmentFile(now), next))).toEqual(next);
    }),
    { numRuns: RUNS },
  );
});

function textOf(parts: readonly Part[], crlf: boolean): string {
  const text = parts.map((part) => part.text).join("");
  return crlf ? text.replaceAll("\n", "\r\n") : text;
}

/** What has to stand in the edited text, in this order: a field that did not change as a whole, else what is around it. */
function survivors(parts: readonly Part[], now: Assignment, next: Assignment): string[] {
  const runs: string[] = [];
  let last: Part | null = null;
  for (const part of parts) {
    const fate = fateOf(part, now, next);
    const isOneWithLast = fate === "stays" && last?.path === part.path && part.kind !== "before";
    if (isOneWithLast) runs.push((runs.pop() ?? "") + part.text);
    else if (fate !== "goes") runs.push(fate === "moves" ? part.text.trimStart() : part.text);
    last = fate === "stays" ? part : null;
  }
  return runs;
}

/** `moves`: it stays, and what is before it on the line may not. */
function fateOf({ path, kind }: Part, now: unknown, next: unknown): "stays" | "moves" | "goes" {
  const steps = path.split("/").slice(1);
  let [one, other] = [now, next];
  for (const [index, step] of steps.entries()) {
    if (!isFilled(one) || !isFilled(other)) return "goes";
    // Which entries of a list stay is for the list to say; those before all that changed do.
    const isListStart =
      Array.isArray(one) && Array.isArray(other)
        ? isSameData(one.slice(0, Number(step) + 1), other.slice(0, Number(step) + 1))
        : null;
    [one, other] = [valueAt(one, step), valueAt(other, step)];
    if (isListStart !== null) return isListStart ? "stays" : "goes";
    if (isSameData(one, other)) return "stays";
    if (index < steps.length - 1) continue;
    if (kind === "before") return "stays";
    if (kind === "value" || other === undefined) return "goes";
    return kind === "behind" ? "moves" : "stays";
  }
  return "stays";
}

function isFilled(value: unknown): value is object {
  return value !== null && typeof value === "object" && Object.keys(value).length > 0;
}

function valueAt(value: object, key: string): unknown {
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
