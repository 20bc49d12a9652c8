import { GROUND, STAGES, type Stage } from "../../src/docs/stages.ts";
import type { Entry } from "./walk-warm-claim.ts";

interface Step {
  readonly stage: Stage;
  /** Those that it entered, in the order in which it first did. */
  readonly files: readonly string[];
}

export interface Followed {
  readonly steps: readonly Step[];
  /** Those below the stages, sorted. */
  readonly ground: readonly string[];
  /** What the table does not say, in whole sentences: empty where code and table agree. */
  readonly strays: readonly string[];
}

/** Goes along the entries with a finger on the table, which only ever moves to the next row. */
export function follow(entries: readonly Entry[], stages: readonly Stage[] = STAGES): Followed {
  const files = stages.map(() => new Set<string>());
  const ground = new Set<string>();
  const strays = new Set<string>();
  let at = 0;
  for (const { file, name } of entries) {
    const isOf = (stage: Stage | undefined) => stage !== undefined && holds(stage, file);
    if (GROUND.some((one) => holds(one, file))) {
      ground.add(file);
      continue;
    }
    const again = stages.findIndex((stage, index) => index < at && stage.again && isOf(stage));
    if (!isOf(stages[at]) && again === -1 && isOf(stages[at + 1])) at += 1;
    const row = isOf(stages[at]) ? at : again;
    if (row !== -1) files[row]?.add(file);
    else
      strays.add(
        `${file} (${name || "a function without a name"}) is entered in the midst of "${stages[at]?.name}".`,
      );
  }
  for (const { name } of stages.slice(at + 1)) strays.add(`"${name}" is never reached.`);
  return {
    steps: stages.map((stage, index) => ({ stage, files: [...(files[index] ?? [])] })),
    ground: [...ground].sort(),
    strays: [...strays],
  };
}

function holds({ files }: Pick<Stage, "files">, file: string): boolean {
  return files.some((one) => (one.endsWith("/") ? file.startsWith(one) : file === one));
}
