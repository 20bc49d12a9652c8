import {
  CHECKLIST,
  type ChecklistPoint,
  type Condition,
  DRAWING_RULES,
  type DrawingRule,
  type GatesConfig,
  type Judge,
  type Level,
} from "../../domain/gates-config.ts";
import { assigned } from "./assigned.ts";
import { colorScheme } from "./color-scheme.ts";
import { costData } from "./cost-data.ts";
import { dateCurrent } from "./date-current.ts";
import { failureMode } from "./failure-mode.ts";
import { instanceTypes } from "./instance-types.ts";
import { latencyBudget } from "./latency-budget.ts";
import type { ConditionPoint, Point, Requirement, VouchablePoint } from "./point.ts";
import { productionData } from "./production-data.ts";
import { safety } from "./safety.ts";
import { scaleMetrics } from "./scale-metrics.ts";
import { sourceUrl } from "./source-url.ts";
import { syntax } from "./syntax.ts";
import { template } from "./template.ts";
import { threeAmTest } from "./three-am-test.ts";
import { verified } from "./verified.ts";

// A name of the file format without its point does not compile, nor does a point under another's name.
const POINTS: { readonly [Key in ChecklistPoint]: VouchablePoint<Key> } = {
  production_data: productionData,
  source_url: sourceUrl,
  date_current: dateCurrent,
  color_scheme: colorScheme,
  cost_data: costData,
  latency_budget: latencyBudget,
  failure_mode: failureMode,
  instance_types: instanceTypes,
  scale_metrics: scaleMetrics,
  three_am_test: threeAmTest,
};
const RULES: { readonly [Key in DrawingRule]: Point<Key> } = { template, syntax, safety };
const CONDITIONS: { readonly [Key in Condition]: ConditionPoint<Key> } = { assigned, verified };

/** The points of the checklist, in its order. */
export const CHECKLIST_POINTS: readonly VouchablePoint[] = CHECKLIST.map((key) => POINTS[key]);

/** The checklist's points in its order, after what every drawing is judged by. */
export const ALL_POINTS: readonly Point[] = [...DRAWING_RULES.map((key) => RULES[key]), ...CHECKLIST_POINTS];

/** Everything that is asked of a diagram, in the order in which it is read. */
export const ALL_ASKED: readonly (Point | ConditionPoint)[] = [
  CONDITIONS.assigned,
  ...ALL_POINTS,
  CONDITIONS.verified,
];

export function levelOf({ key, level }: Requirement, gates: GatesConfig): Level {
  return (isOfChecklist(key) ? gates.points[key].level : gates[key]) ?? level;
}

/** Who decides about a point; what every drawing is judged by the machine decides alone. */
export function checkOf({ key }: Point, gates: GatesConfig): Judge {
  return isOfChecklist(key) ? (gates.points[key].check ?? POINTS[key].check) : "machine";
}

function isOfChecklist(key: Requirement["key"]): key is ChecklistPoint {
  return key in POINTS;
}
