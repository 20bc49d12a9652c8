import type { Fold } from "./fold.ts";
import type { CommitMessage } from "./plan.ts";

const HEADLINE_LIMIT = 72;
const LINES = 100;

/** `G-LIN-FL: /claim by ada`, or a count and one line for each. Mentions nobody: a commit notifies people too. */
export function renderCommitMessage({ history }: Pick<Fold, "history">): CommitMessage {
  const lines = history.map(({ id, what }) => `${id}: ${what.replaceAll("@", "")}`);
  const [first] = lines;
  if (first === undefined) return { headline: "Render the tracker", body: "" };
  if (lines.length === 1 && first.length <= HEADLINE_LIMIT) return { headline: first, body: "" };
  const count = new Set(history.map(({ id }) => id)).size;
  const headline =
    count === 1 ? `Update ${history[0]?.id}`.slice(0, HEADLINE_LIMIT) : `Update ${count} diagrams`;
  const rest = lines.length > LINES ? [`and ${lines.length - LINES} more`] : [];
  return { headline, body: [...lines.slice(0, LINES), ...rest].join("\n") };
}
