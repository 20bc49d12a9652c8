/** The four states of a diagram, in the order in which it goes through them. */
export const STATUSES = ["pending", "in_progress", "review", "complete"] as const;
export type Status = (typeof STATUSES)[number];
