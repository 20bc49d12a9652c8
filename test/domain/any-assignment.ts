import fc from "fast-check";
import { z } from "zod";
import { type Assignment, assignmentFileSchema, unverified } from "../../src/domain/assignment.ts";
import { addDays, type CivilDate } from "../../src/domain/civil-date.ts";
import { holderOf, verifierOf } from "../../src/domain/people.ts";
import { isSamePerson } from "../../src/domain/person.ts";

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

export const ID = "G-LIN-FL";

const day = fc.integer({ min: -1000, max: 1000 }).map((days) => addDays("2026-11-24" as CivilDate, days));

const awkward = fc.constantFrom(
  "null",
  "~",
  "12",
  "a: b",
  "- a",
  "#a",
  "a #b",
  "{a, b}",
  "[a]",
  "it's",
  '"a"',
  " a ",
  "a\nb",
  "a\n\n  b\n",
  "\ta",
  "&a",
  "*a",
  "!a",
  "é日🦀",
);

/** Whatever the schema lets stand in a file. A field that is added to the schema is in it by itself. */
const anyAssignment: fc.Arbitrary<Assignment> = (() => {
  const file = z.toJSONSchema(assignmentFileSchema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  const { properties = {}, required } = file.properties?.["assignment"] ?? {};
  return anyValueOf({
    type: "object",
    ...(required && { required }),
    properties: { ...properties, diagram_id: { enum: [ID] } },
  }).map((assignment) => withoutOwnVerification(assignmentFileSchema.parse({ assignment }).assignment));
})();

/** Two of them, of which the second has some of its fields from the first, as after a command. */
export const anyChange: fc.Arbitrary<{ now: Assignment; next: Assignment }> = fc
  .record({ now: anyAssignment, other: anyAssignment, kept: fc.array(fc.nat({ max: 30 })) })
  .map(({ now, other, kept }) => {
    const names = [...new Set([...Object.keys(now), ...Object.keys(other)])];
    const value = (name: string, index: number): unknown =>
      Object.entries(kept.includes(index) || kept.length % 2 === 1 ? now : other).find(
        ([key]) => key === name,
      )?.[1];
    const mixed = Object.fromEntries(
      names.map((name, index) => [name, value(name, index)] as const).filter(([, one]) => one !== undefined),
    );
    const { data } = assignmentFileSchema.safeParse({ assignment: { ...mixed, ...listsMoved(now, other) } });
    return { now, next: withoutOwnVerification(data?.assignment ?? other) };
  });

/** Lists that lose entries and get new ones, as a waiting line does. */
function listsMoved(now: Assignment, other: Assignment): Partial<Assignment> {
  return {
    sources: [...now.sources.slice(1), ...other.sources],
    ...(now.superseded && other.superseded && { superseded: [...other.superseded, ...now.superseded] }),
    ...(now.overrides &&
      other.overrides && { overrides: [...now.overrides.slice(0, 1), ...other.overrides] }),
  };
}

/** Who made a diagram is not taken for the one who verified it, whatever the file says. */
function withoutOwnVerification(assignment: Assignment): Assignment {
  return isSamePerson(verifierOf(assignment.verification), holderOf(assignment))
    ? { ...assignment, verification: unverified(assignment) }
    : assignment;
}

function anyValueOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(anyValueOf));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object": {
      const { properties = {}, required = [] } = schema;
      const values = Object.entries(properties).map(([key, inner]) => [key, anyValueOf(inner)] as const);
      return fc.record(Object.fromEntries(values), { requiredKeys: [...required] });
    }
    case "array":
      return fc.array(anyValueOf(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 4 });
    case "string":
      return textOf(schema);
    case "integer":
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 99_999, 99_999) });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      throw new Error(`nothing is known about values of ${JSON.stringify(schema)}`);
  }
}

function textOf({ pattern, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> {
  if (pattern === "^\\d{4}-\\d{2}-\\d{2}$") return day;
  const texts = fc.oneof(
    awkward,
    pattern ? fc.stringMatching(new RegExp(pattern)) : fc.string({ maxLength: 60 }),
  );
  const form = new RegExp(pattern ?? "", "u");
  return texts.filter((text) => text.length >= minLength && text.length <= maxLength && form.test(text));
}
