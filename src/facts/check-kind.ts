/** Our check runs, by the names under which maintainers require them. */
export const CHECK_NAMES = {
  assignments: "Diagram tracker / assignments",
  gates: "Diagram tracker / gates",
} as const;
export type CheckKind = keyof typeof CHECK_NAMES;
