import type { z } from "zod";

/**
 * Who writes a field of a file by hand, in a pull request; commands and the bot may write all. `holder`: whoever holds
 * the diagram, or anybody while nobody does. `claim`: whoever claims it, once. `verifier`: reviewers, about others' work;
 * a release takes it back. `bot`: nobody else.
 */
export type Writer = "holder" | "claim" | "verifier" | "bot";

/** One row of a file: everything that the code has to know about a field. Its place among the rows is its place in the file. */
export interface Field<S extends z.ZodType = z.ZodType, W extends Writer | Fields = Writer | Fields> {
  /** For a map that several people write into: the rows of that map. */
  readonly writer: W;
  /** Says what the field is for, too. */
  readonly schema: S;
}

export interface Fields {
  readonly [name: string]: Field;
}

/** Typed as it is written, so that the types of schema and writer can be told from the rows. */
export function field<S extends z.ZodType, const W extends Writer | Fields>(
  writer: W,
  schema: S,
): Field<S, W> {
  return { writer, schema };
}

/** What zod makes an object's schema of. */
export function shapeOf<Rows extends Fields>(rows: Rows): { [Name in keyof Rows]: Rows[Name]["schema"] } {
  const shape = Object.fromEntries(Object.entries(rows).map(([name, { schema }]) => [name, schema]));
  return shape as { [Name in keyof Rows]: Rows[Name]["schema"] };
}

type WrittenBy<Rows extends Fields, W extends Writer> = {
  [Name in keyof Rows]: Rows[Name]["writer"] extends W ? Name : never;
}[keyof Rows];

/** The names of those that are the writer's. */
export function fieldsOf<Rows extends Fields, W extends Writer>(rows: Rows, writer: W): WrittenBy<Rows, W>[] {
  return Object.keys(rows).filter((name) => rows[name]?.writer === writer) as WrittenBy<Rows, W>[];
}
