/** The steps of a history as plain data that shrinks well, and what each of them does to the world. */
import {
  AGENT,
  type Command,
  changedPaths,
  type Drawing,
  type Happening,
  IDS,
  type Id,
  type Line,
  MAINTAINERS_THREAD,
  type NamedBy,
  type Page,
  type Person,
  type Pull,
  type Says,
  SHARED_THREAD,
  type Tree,
  type Words,
  type World,
} from "./world.ts";

export interface LineStep {
  readonly says: Says | "command" | "group";
  /** Which of the ways to write it. */
  readonly form: number;
  readonly ids: readonly Id[];
}

export interface DrawStep {
  readonly what: "own file" | "page" | "sketch" | "readme" | "prose" | "formatter" | "remove";
  readonly id: Id;
  readonly by: Exclude<NamedBy, "path">;
}

export interface TitleStep {
  readonly ids: readonly Id[] | "group";
  readonly form: number;
}

/** `pull` counts the pull requests that there are, over and over: whatever is left of a history, it means one. */
export type Step =
  | {
      readonly do: "say";
      readonly who: Person;
      readonly verb: Command["verb"];
      readonly id: Id;
      readonly to: Person;
      readonly pull: number | null;
      readonly onIssue: boolean;
    }
  | {
      readonly do: "open";
      readonly author: Person | typeof AGENT;
      readonly title: TitleStep;
      readonly branch: Id | null;
      readonly form: number;
      readonly lines: readonly LineStep[];
      readonly closes: readonly number[];
      readonly draw: readonly DrawStep[];
      readonly isStacked: boolean;
      readonly draft: boolean;
    }
  | { readonly do: "title"; readonly pull: number; readonly title: TitleStep }
  | { readonly do: "body" | "bot edit"; readonly pull: number; readonly lines: readonly LineStep[] }
  | { readonly do: "push"; readonly pull: number; readonly draw: readonly DrawStep[] }
  | { readonly do: "merge"; readonly pull: number; readonly isHeard: boolean; readonly isTitleKnown: boolean }
  | { readonly do: "draft" | "ready" | "close" | "reopen" | "vanish" | "look"; readonly pull: number }
  | {
      readonly do: "revise";
      readonly pull: number;
      readonly who: Person;
      readonly opinion: "approved" | "changes_requested" | "dismissed";
    }
  | { readonly do: "revert"; readonly pull: number; readonly author: Person };

const FIRST_PULL = 11;

/** Who pushes, in turn; null: its author. */
const PUSHERS: readonly (Person | null)[] = [null, "grace", null, "maria", "bob"];

function titleWords({ ids, form }: TitleStep): Words {
  if (ids === "group") return { text: "All of G-LIN-*", names: IDS.filter((id) => id.startsWith("G-LIN-")) };
  const [list, marked] = [ids.join(", "), ids.map((id) => `\`${id}\``).join(" and ")];
  const forms =
    ids.length === 0 ? ["Some work", "Notes on SHA-256"] : [`${list}: as planned`, `Draw ${marked}`];
  return { text: forms[form % 2] ?? "", names: ids };
}

function branchWords(id: Id | null, form: number): Words {
  if (id === null) return { text: "patch-1", names: [] };
  const name = id.toLowerCase();
  const forms = [`ada/add-${name}-again`, name, `draw-${name}`, `claim-${name}`, `x/feature-${name}`];
  if (form % 6 === 5) return { text: `after-${name}-review`, names: [] };
  return { text: forms[form % 6] ?? name, names: [id] };
}

const UNREAD = [
  "> completes ID",
  "<!-- Diagram: ID -->",
  "```\nDiagram: ID\n```",
  "~~completes ID~~",
  "- [ ] ID",
];

function bodyLine({ says, form, ids }: LineStep): Line {
  const [id = "G-LIN-FL"] = ids;
  const all = ids.join(", ");
  const pick = (forms: readonly string[]) => forms[form % forms.length] ?? "";
  switch (says) {
    case "group":
      return {
        says: "diagram",
        text: "Diagram: G-LIN-*",
        names: IDS.filter((one) => one.startsWith("G-LIN-")),
      };
    case "diagram":
      return {
        says,
        text: pick([`Diagram: ${all}`, `Diagram: ${ids.map((one) => `\`${one}\``).join(", ")}`]),
        names: ids,
      };
    case "keyword":
      return { says, text: pick([`Completes ${id}.`, `This fixes \`${id}\`.`, `closes ${id}`]), names: [id] };
    case "ticked":
      return { says, text: `- [x] ${id}`, names: [id] };
    case "mention":
      return { says, text: pick([`See also ${id} for comparison.`, `It looks like ${id}.`]), names: [id] };
    case "negated":
      return { says, text: pick([`This does not fix ${id}.`, `It doesn't complete ${id}.`]), names: [id] };
    case "command":
      return { says: "nothing", text: `/release ${id}`, names: [] };
    case "nothing":
      return { says, text: pick(UNREAD).replace("ID", id), names: [] };
  }
}

export function textOf({ lines, botLines }: Pick<Pull, "lines" | "botLines">): string {
  return [...lines, ...botLines].map(({ text }) => text).join("\n\n");
}

function drawn(tree: Tree, steps: readonly DrawStep[], version: number): Tree {
  const next = new Map(tree);
  const set = (path: string, change: (page: Page) => Page) =>
    next.set(path, change(next.get(path) ?? { drawings: [], prose: 0 }));
  const put = (path: string, drawing: Drawing) =>
    set(path, (page) => ({
      ...page,
      drawings: [...page.drawings.filter(({ of }) => of !== drawing.of), drawing],
    }));
  for (const { what, id, by } of steps) {
    const own = `diagrams/${id.toLowerCase()}.md`;
    // Only these two have a name that no other diagram has.
    const isNameEnough = id === "G-LIN-ST" || id === "G-LIN-FA";
    const naming = by === "name" && !isNameEnough ? "heading" : by;
    if (what === "own file") put(own, { of: id, by: "path", version });
    else if (what === "page")
      put("diagrams/page.md", { of: naming === "nobody" ? null : id, by: naming, version });
    else if (what === "sketch") put("diagrams/sketch.md", { of: null, by: "nobody", version });
    else if (what === "readme") set("README.md", (page) => ({ ...page, prose: version }));
    else if (what === "prose") set("diagrams/page.md", (page) => ({ ...page, prose: version }));
    else if (what === "remove") next.delete(next.has(own) ? own : "diagrams/page.md");
    else {
      for (const [path, page] of next) {
        next.set(path, { ...page, drawings: page.drawings.map((one) => ({ ...one, version })) });
      }
    }
  }
  return next;
}

/** A pull request changes something, whatever was asked of it. */
function changed(before: Tree, tree: Tree, version: number): Tree {
  if (changedPaths({ before, tree }).length > 0) return tree;
  return drawn(tree, [{ what: "readme", id: "G-LIN-FL", by: "nobody" }], version);
}

/** Lets the step happen, if it can, and says what the bot will hear of it. */
export function happen(world: World, step: Step): Happening[] {
  if (step.do === "say") return say(world, step);
  const version = world.nextCount();
  if (step.do === "open") {
    const before = world.main;
    const tree = changed(before, drawn(before, step.draw, version), version);
    const { author, closes, draft } = step;
    const [title, branch] = [titleWords(step.title), branchWords(step.branch, step.form)];
    const base = step.isStacked ? "stack" : "main";
    return open(world, {
      author,
      title,
      branch,
      closes,
      draft,
      base,
      isRevert: false,
      before,
      tree,
      lines: step.lines.map(bodyLine),
    });
  }
  const pulls = [...world.pulls.values()];
  const pull = pulls[step.pull % Math.max(1, pulls.length)];
  if (!pull) return [];
  if (step.do === "revert") return revert(world, pull, step.author);
  return change(world, pull, step, version) ? [look(world, pull, step.do === "merge" && step.isHeard)] : [];
}

function say(world: World, { who, verb, id, to, pull, onIssue }: Step & { do: "say" }): Happening[] {
  if (who === "zoe" && [...world.pulls.values()].some(({ isGone }) => isGone)) return [];
  const numbers = [...world.pulls.keys()];
  const number = pull === null ? null : (numbers[pull % Math.max(1, numbers.length)] ?? null);
  const command: Command =
    verb === "claim next"
      ? { verb }
      : verb === "assign"
        ? { verb, id, to }
        : verb === "complete"
          ? { verb, id, number }
          : { verb, id };
  const body =
    {
      "claim next": "/claim next",
      assign: `/assign ${id} @${to}`,
      complete: `/complete ${id}${number === null ? "" : ` #${number}`}`,
    }[verb as string] ?? `/${verb} ${id}`;
  const isOwnIssue = onIssue && id === "G-LIN-FL";
  const thread = verb === "assign" ? MAINTAINERS_THREAD : verb === "claim" && isOwnIssue ? 1 : SHARED_THREAD;
  return [comment(world, who, command, body, thread, "A thread", false)];
}

function comment(
  world: World,
  who: Person,
  command: Command,
  body: string,
  thread: number,
  title: string,
  onPullRequest: boolean,
): Happening {
  const event = {
    kind: "comment" as const,
    key: `comment-${world.nextCount()}`,
    at: world.tick(),
    author: who,
  };
  return {
    kind: "command",
    who,
    command,
    thread,
    event: { ...event, thread, onPullRequest, title, body, previousBody: null },
  };
}

export function look(world: World, pull: Pull, isHeard = false): Happening {
  const { number, title, lines, botLines } = pull;
  const event = {
    kind: "pull-request" as const,
    key: `look-${world.nextCount()}`,
    at: pull.mergedAt && isHeard ? pull.mergedAt : world.tick(),
    number,
  };
  if (!isHeard) return { kind: "look", number, closedWith: null, event };
  const closedWith = { title, lines, botLines };
  return {
    kind: "look",
    number,
    closedWith,
    event: { ...event, closedWith: { title: title.text, body: textOf(pull) } },
  };
}

type Opened = Pick<
  Pull,
  "author" | "title" | "branch" | "lines" | "closes" | "base" | "isRevert" | "draft" | "before" | "tree"
>;

function open(world: World, opened: Opened): Happening[] {
  if (opened.author === "zoe" && [...world.pulls.values()].some(({ isGone }) => isGone)) return [];
  const number = FIRST_PULL + world.pulls.size;
  const oid = sha(world.nextCount());
  const pull: Pull = {
    ...opened,
    number,
    isGone: false,
    botLines: [],
    bodyEditedAt: null,
    wasMixed: false,
    commit: oid,
    commits: [{ oid, by: opened.author, isMerge: false, tree: opened.tree }],
    state: "open",
    createdAt: world.tick(),
    mergedAt: null,
    titleAtMerge: opened.title,
    isTitleKnown: true,
    reviews: [],
  };
  world.pulls.set(number, pull);
  const { author } = pull;
  // What stands in an opening text is said: of a person's, never of a bot's.
  const said = author === AGENT ? [] : pull.lines.filter(({ text }) => text.startsWith("/release "));
  const commands = said.map(({ text }, index) => {
    const command = { verb: "release" as const, id: text.slice("/release ".length) as Id };
    // One comment carries them all; the first stands for the event, the others only for the model.
    return { index, command };
  });
  const first = commands[0];
  if (!first || author === AGENT) return [look(world, pull)];
  const heard = comment(world, author, first.command, textOf(pull), number, pull.title.text, true);
  const more = commands
    .slice(1)
    .map(({ command }): Happening => ({ ...heard, kind: "command", who: author, command, thread: number }));
  return [heard, ...more, look(world, pull)];
}

function revert(world: World, pull: Pull, author: Person): Happening[] {
  if (pull.state !== "merged" || pull.base !== "main") return [];
  const { number, title, branch } = pull;
  const before = world.main;
  const tree = new Map(before);
  for (const path of changedPaths(pull)) {
    const page = pull.before.get(path);
    if (page) tree.set(path, page);
    else tree.delete(path);
  }
  if (changedPaths({ before, tree }).length === 0) return [];
  const names = { title: title.names, branch: [] };
  return open(world, {
    author,
    title: { text: `Revert "${title.text}"`, names: names.title },
    branch: {
      text: `revert-${number}-${branch.names.length > 0 ? "work" : branch.text}`,
      names: names.branch,
    },
    lines: [{ says: "nothing", text: `Reverts atlas/diagrams#${number}`, names: [] }],
    closes: [],
    base: "main",
    isRevert: true,
    draft: false,
    before,
    tree,
  });
}

/** False: it cannot happen to the pull request as it is. */
function change(
  world: World,
  pull: Pull,
  step: Exclude<Step, { do: "say" | "open" | "revert" }>,
  version: number,
): boolean {
  const isOpen = pull.state === "open";
  switch (step.do) {
    case "look":
      // Somebody brings it up to date.
      if (isOpen) commit(pull, PUSHERS[version % PUSHERS.length] ?? pull.author, sha(version), true);
      return true;
    case "title":
      pull.title = titleWords(step.title);
      if (pull.state !== "merged") pull.titleAtMerge = pull.title;
      return true;
    case "body":
    case "bot edit":
      pull.bodyEditedAt = world.tick();
      if (step.do === "body") pull.lines = step.lines.map(bodyLine);
      pull.botLines =
        step.do === "body"
          ? []
          : [{ says: "nothing", text: "A bot's summary:", names: [] }, ...step.lines.map(bodyLine)];
      return true;
    case "push":
      if (!isOpen) return false;
      pull.tree = changed(pull.before, drawn(pull.tree, step.draw, version), version);
      commit(pull, PUSHERS[version % PUSHERS.length] ?? pull.author, sha(version), false);
      return true;
    case "draft":
    case "ready":
      if (!isOpen) return false;
      pull.draft = step.do === "draft";
      return true;
    case "close":
      if (!isOpen) return false;
      pull.state = "closed";
      return true;
    case "reopen":
      if (pull.state !== "closed") return false;
      pull.state = "open";
      return true;
    case "vanish":
      if (pull.author !== "zoe") return false;
      for (const one of world.pulls.values()) if (one.author === "zoe") one.isGone = true;
      return true;
    case "revise": {
      const { who: reviewer, opinion } = step;
      const before = pull.reviews.find((review) => review.reviewer === reviewer);
      // After the merge only a first opinion: a later one would hide from the bot what it had not seen yet.
      if (reviewer === pull.author || (!isOpen && before) || (opinion === "dismissed" && !before))
        return false;
      const review = { reviewer, opinion, at: world.tick(), commit: pull.commit, tree: pull.tree };
      const others = pull.reviews.filter((one) => one !== before);
      pull.reviews = [...others, opinion === "dismissed" && before ? { ...before, opinion } : review];
      return true;
    }
    case "merge": {
      if (!isOpen || pull.draft) return false;
      Object.assign(pull, {
        state: "merged",
        mergedAt: world.tick(),
        titleAtMerge: pull.title,
        isTitleKnown: step.isTitleKnown,
        wasMixed: pull.botLines.length > 0,
      });
      if (pull.base === "main") world.main = mergedInto(world.main, pull);
      return true;
    }
  }
}

function commit(pull: Pull, by: Pull["author"], oid: string, isMerge: boolean): void {
  pull.commit = oid;
  pull.commits = [...pull.commits, { oid, by, isMerge, tree: pull.tree }];
}

/** The default branch after the merge: drawing by drawing, as two pull requests may have changed one page. */
function mergedInto(main: Tree, pull: Pull): Tree {
  const next = new Map(main);
  for (const path of changedPaths(pull)) {
    const [page, before, now] = [pull.tree.get(path), pull.before.get(path), main.get(path)];
    const untouched = (now?.drawings ?? []).filter(
      ({ of }) => ![...(page?.drawings ?? []), ...(before?.drawings ?? [])].some((one) => one.of === of),
    );
    if (page) next.set(path, { prose: page.prose, drawings: [...page.drawings, ...untouched] });
    else if (untouched.length > 0) next.set(path, { prose: now?.prose ?? 0, drawings: untouched });
    else next.delete(path);
  }
  return next;
}

function sha(count: number): string {
  return count.toString(16).padStart(40, "0");
}
