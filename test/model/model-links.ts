/** What a pull request is about, and what it brings: the table of links in section 5. */
import type { Campaign, Choose } from "./campaign.ts";
import {
  AGENT,
  blockText,
  type ClosedWith,
  type Drawing,
  drawingsNotIn,
  IDS,
  type Id,
  ISSUES,
  type Line,
  type Pull,
  type Tree,
  type Words,
} from "./world.ts";

/** Whether what a merged pull request said at the merge is not known for certain. */
export function isPartlyKnown({ state, mergedAt, bodyEditedAt, isTitleKnown, ...pull }: Pull): boolean {
  const wasEdited = bodyEditedAt !== null && mergedAt !== null && bodyEditedAt > mergedAt;
  return state === "merged" && (wasEdited || !isTitleKnown || isMixed(pull));
}

/** A bot's own description is a bot's anyhow. */
const isMixed = ({ author, botLines }: Pick<Pull, "author" | "botLines">) =>
  author !== AGENT && botLines.length > 0;

interface Links {
  readonly links: ReadonlySet<Id>;
  /** Those that are named by more than the files. */
  readonly named: ReadonlySet<Id>;
}

/** What counts as said: of a merged one what it said at the merge, as far as anybody can tell. */
function evidence(pull: Pull, closedWith: ClosedWith | null) {
  const { title, lines, botLines, titleAtMerge, isTitleKnown, mergedAt, bodyEditedAt } = pull;
  if (pull.state !== "merged") return { title, lines, botLines, isPartial: false };
  if (closedWith) return { ...closedWith, isPartial: false };
  const wasEdited = bodyEditedAt !== null && mergedAt !== null && bodyEditedAt > mergedAt;
  const then: Words | null = isTitleKnown ? titleAtMerge : null;
  return {
    title: then,
    lines: wasEdited ? [] : lines,
    botLines: wasEdited ? [] : botLines,
    isPartial: wasEdited || !isTitleKnown,
  };
}

export function linksOf(
  pull: Pull,
  closedWith: ClosedWith | null,
  campaign: Campaign,
  choose: Choose,
): Links {
  const said = evidence(pull, closedWith);
  const isAgent = pull.author === AGENT;
  const lines = isAgent
    ? [...said.lines, ...said.botLines]
    : said.botLines.length === 0
      ? said.lines
      : besideABot(said, pull, campaign, choose);
  const linking = (line: Line) =>
    line.says === "diagram" || (!isAgent && (line.says === "keyword" || line.says === "ticked"));
  const named = new Set<Id>([
    ...(said.title?.names ?? []),
    ...pull.branch.names,
    ...lines.filter(linking).flatMap(({ names }) => names),
    ...pull.closes.flatMap((number) => byIssue(number, pull, campaign, choose)),
    ...(said.isPartial ? byRecord(pull, campaign, choose) : []),
  ]);
  const changed = drawingsNotIn(pull.tree, pull.before);
  const links = new Set([...named, ...changed.flatMap(ownId)]);
  if (links.size > 0 || isAgent || changed.length === 0) return { links, named };
  const mentions = byMention(lines, pull, campaign, choose);
  return { links: mentions, named: mentions };
}

/**
 * After a bot has edited the description nobody can tell what of it a person wrote, or wrote before. How much of the
 * person's part counts is open, and whether what is linked stays so; the bot's part links nothing that is not.
 */
function besideABot(
  { lines, botLines }: Pick<Pull, "lines" | "botLines">,
  pull: Pull,
  { diagrams }: Campaign,
  choose: Choose,
): readonly Line[] {
  const isCarried = (id: Id) => diagrams[id].pr === pull.number;
  const ways = [
    "the person's part",
    "what is linked",
    "what is linked and named",
    "what is linked and promised",
    "what is linked and links",
    "nothing",
  ] as const;
  const way = choose(ways, `beside a bot ${pull.number}`);
  if (way === "the person's part") return lines;
  if (way === "nothing") return [];
  if (way === "what is linked") return [{ says: "diagram", text: "", names: IDS.filter(isCarried) }];
  const isCounted = ({ says }: Line) => {
    if (way === "what is linked and named") return true;
    return says !== "mention" && (way === "what is linked and promised" || says !== "negated");
  };
  const counted = [...lines, ...botLines].filter(isCounted);
  const named = counted.flatMap(({ names }) => names);
  return [{ says: "diagram", text: "", names: IDS.filter((id) => isCarried(id) && named.includes(id)) }];
}

/** Where the words at the merge are lost, the files still record what was linked; whether that counts is open. */
function byRecord({ number }: Pull, { diagrams }: Campaign, choose: Choose): readonly Id[] {
  const recorded = IDS.filter((id) => diagrams[id].pr === number);
  return recorded.length > 0 && choose([true, false], `recorded ${number}`) ? recorded : [];
}

function byIssue(number: number, pull: Pull, { diagrams }: Campaign, choose: Choose): readonly Id[] {
  const about = ISSUES.find((issue) => issue.number === number)?.about;
  if (about) return [about];
  if (pull.isGone) return [];
  const claimed = IDS.filter((id) => diagrams[id].holder === pull.author && diagrams[id].thread === number);
  const open = claimed.filter((id) => diagrams[id].status !== "complete");
  if (claimed.length === 1) return claimed;
  // Whether those that are complete by now still count as claimed there is open.
  return open.length === 1 && choose([true, false], `claimed there ${pull.number}`) ? open : [];
}

/** "Those of the mentioned diagrams that the author holds, else exactly one that is not negated." */
function byMention(lines: readonly Line[], pull: Pull, { diagrams }: Campaign, choose: Choose): Set<Id> {
  const plain = new Set(lines.filter(({ says }) => says === "mention").flatMap(({ names }) => names));
  const negated = lines.filter(({ says }) => says === "negated").flatMap(({ names }) => names);
  const isHeld = (id: Id) => diagrams[id].holder === pull.author && !pull.isGone;
  const held = [...new Set([...plain, ...negated])].filter((id) => {
    if (!isHeld(id)) return false;
    // Open: whether one holds what is complete, and what is mentioned only to say that it is not done.
    const isClear = diagrams[id].status !== "complete" && !negated.includes(id);
    return isClear || choose([true, false], `holds ${pull.number} ${id}`);
  });
  if (held.length > 0) return new Set(held);
  const rest = [...plain].filter(
    (id) => !negated.includes(id) || choose([true, false], `both ${pull.number} ${id}`),
  );
  return rest.length === 1 ? new Set(rest) : new Set();
}

const ownId = ({ of, by }: Drawing): Id[] => (of !== null && by !== "name" ? [of] : []);

/**
 * The linked diagrams whose own drawing it adds or changes and leaves standing. Whether a diagram is linked alone can only be
 * told if all that was said is known, or if the files record it.
 */
export function drawnBy(
  pull: Pull,
  links: ReadonlySet<Id>,
  closedWith: ClosedWith | null,
  { diagrams }: Campaign,
): Set<Id> {
  const { tree, before, number } = pull;
  const isKnown = closedWith ? !isMixed({ ...pull, ...closedWith }) : !isPartlyKnown(pull);
  const isAlone = isKnown || [...links].every((id) => diagrams[id].pr === number);
  return new Set(
    [...links].filter((id) => ownDrawings(tree, before, id, links).some(({ of }) => isAlone || of === id)),
  );
}

function ownDrawings(tree: Tree, before: Tree, id: Id, links: ReadonlySet<Id>): Drawing[] {
  return drawingsNotIn(tree, before).filter(
    ({ of, by }) => links.size === 1 || (of === id && (by !== "name" || links.has(id))),
  );
}

/** Whether it changes a drawing of the diagram's in a file that had none of it before. */
export function isBrought({ tree, before }: Pull, id: Id): boolean {
  return [...tree].some(([path, page]) => {
    const there = before.get(path)?.drawings ?? [];
    return (
      drawingsNotIn(new Map([[path, page]]), before).some(({ of }) => of === id) &&
      !there.some(({ of }) => of === id)
    );
  });
}

/** What the diagram's own drawings in a pull request say, as something to compare; empty where there are none. */
export function standingText(tree: Tree, before: Tree, id: Id, links: ReadonlySet<Id>): string {
  // A verification holds for what the blocks say, wherever they stand and however often.
  return [...new Set(ownDrawings(tree, before, id, links).map(blockText))].sort().join();
}
