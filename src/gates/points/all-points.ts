import { colorScheme } from "./color-scheme.ts";
import { costData } from "./cost-data.ts";
import { dateCurrent } from "./date-current.ts";
import { failureMode } from "./failure-mode.ts";
import { instanceTypes } from "./instance-types.ts";
import { latencyBudget } from "./latency-budget.ts";
import type { Point } from "./point.ts";
import { productionData } from "./production-data.ts";
import { safety } from "./safety.ts";
import { scaleMetrics } from "./scale-metrics.ts";
import { sourceUrl } from "./source-url.ts";
import { syntax } from "./syntax.ts";
import { template } from "./template.ts";
import { threeAmTest } from "./three-am-test.ts";

/** The checklist's ten points in its order, after what every drawing is judged by. */
export const ALL_POINTS: readonly Point[] = [
  template,
  syntax,
  safety,
  productionData,
  sourceUrl,
  dateCurrent,
  colorScheme,
  costData,
  latencyBudget,
  failureMode,
  instanceTypes,
  scaleMetrics,
  threeAmTest,
];
