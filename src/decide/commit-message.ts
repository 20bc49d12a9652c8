import type { Fold } from "./fold.ts";
import type { CommitMessage } from "./plan.ts";

const HEADLINE_LIMIT = 72;
const LINES = 100;

/** `G-LIN-FL: /claim by ada`, `G-LIN-FL, G-LIN-SQ: /claim by ada`, or a count and one line for each. Mentions nobody: a commit notifies people too. */
export function renderCommitMessage({
  history,
  pauseHistory,
}: Pick<Fold, "history" | "pauseHistory">): CommitMessage {
  const ofDiagrams = history.map(({ id, what }) => `${id}: ${what.replaceAll("@", "")}`);
  const [first, ...others] = [...pauseHistory.map((what) => what.replaceAll("@", "")), ...ofDiagrams];
  if (first === undefined) return { headline: "Render the tracker", body: "" };
  if (pauseHistory.length > 0) return { headline: first.slice(0, HEADLINE_LIMIT), body: bodyOf(others) };
  if (others.length === 0 && first.length <= HEADLINE_LIMIT) return { headline: first, body: "" };
  return { headline: sameForAll(history) ?? counted(history), body: bodyOf(ofDiagrams) };
}

function bodyOf(lines: readonly string[]): string {
  const rest = lines.length > LINES ? [`and ${lines.length - LINES} more`] : [];
  return [...lines.slice(0, LINES), ...rest].join("\n");
}

/** One headline that says everything, where the same happened to a few diagrams. */
function sameForAll(history: Fold["history"]): string | null {
  const whats = new Set(history.map(({ what }) => what.replaceAll("@", "")));
  const [what] = whats;
  const headline = `${[...new Set(history.map(({ id }) => id))].join(", ")}: ${what}`;
  return whats.size === 1 && headline.length <= HEADLINE_LIMIT ? headline : null;
}

function counted(history: Fold["history"]): string {
  const [id, ...others] = new Set(history.map((one) => one.id));
  return others.length === 0
    ? `Update ${id}`.slice(0, HEADLINE_LIMIT)
    : `Update ${others.length + 1} diagrams`;
}
