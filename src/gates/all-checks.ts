import { assignmentsCheck } from "./assignments/assignments-check.ts";
import type { CheckInput } from "./check-input.ts";
import type { CheckReport } from "./check-report.ts";
import { gatesCheck } from "./gates-check.ts";

/** Judges a pull request. Null: it has nothing to do with what this check is about. */
export type Check = (input: CheckInput) => CheckReport | null;

export const CHECKS: readonly Check[] = [assignmentsCheck, gatesCheck];
