import { ALL_ASKED, CHECKLIST_POINTS } from "../gates/points/all-points.ts";
import { table } from "./table.ts";

/** Keys of the configuration that say of a point how it is asked for: a table of their own has them. */
export function isOfPoint(key: string): boolean {
  return ALL_ASKED.some(
    ({ key: name }) => key === `gates.${name}` || key.startsWith(`gates.points.${name}.`),
  );
}

/** What each point asks for, and what holds of it where the configuration says nothing. */
export function renderPointsReference(): string {
  const rows = ALL_ASKED.map(({ key, level, asks }) => {
    const point = CHECKLIST_POINTS.find((one) => one.key === key);
    return point
      ? [`\`gates.points.${key}\``, `\`${level}\``, `\`${point.check}\``, asks]
      : [`\`gates.${key}\``, `\`${level}\``, "", asks];
  });
  return `### Points
What a diagram has to show. A point of the checklist (\`gates.points\`) takes a \`level\` and a \`check\`, such as
\`gates: { points: { cost_data: { level: advisory } } }\`; the others take the level alone, such as
\`gates: { template: off }\`. Left out, both are as in the table.

- \`level\`: the check fails without what is \`required\`; what is \`advisory\` is only shown; \`off\` is not asked for.
- \`check\`: who decides. The \`machine\`; a \`person\` who ticks it in the description; or \`either\`: a person may tick what the
  machine does not find.

${table(["Key", "`level`", "`check`", "What it asks for"], rows)}`;
}
