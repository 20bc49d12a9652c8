/** Plays a history over the bot's decisions and over the model, and says where they part. */
import { structuredPatch } from "diff";
import { parse } from "yaml";
import { personOf } from "../../src/domain/person.ts";
import type { FilePatch } from "../../src/facts/contents.ts";
import type { PullRequestFacts } from "../../src/facts/pull-request-facts.ts";
import { TestRepository } from "../decide/repository.ts";
import { type Campaign, type Choose, copyOf, newCampaign } from "./campaign.ts";
import type { Batch, History } from "./histories.ts";
import { Impossible, LIMITS, Model } from "./model.ts";
import { findBrokenRule, type Observed } from "./rules.ts";
import { happen, look, textOf } from "./steps.ts";
import {
  AGENT,
  type ClosedWith,
  changedPaths,
  type Happening,
  IDS,
  type Id,
  ISSUES,
  type Pull,
  pageText,
  type Tree,
  World,
} from "./world.ts";

const CONFIG = `claims: { limit: ${LIMITS.inProgress}, review_limit: ${LIMITS.inReview} }\n`;
/** More ways than this to go on, and the model says too little to be worth asking. */
const MOST_WAYS = 500;
const MOST_CAMPAIGNS = 100;

export interface Count {
  histories: number;
  /** Those that were left before their end, since the specification leaves too much open there. */
  cut: number;
  events: number;
}

export function play(history: History, count: Count = { histories: 0, cut: 0, events: 0 }): void {
  const world = new World();
  const bot = new TestRepository({ ".github/diagram-tracker.yml": CONFIG });
  bot.permissions.set("maria", "maintain").set("grace", "write");
  const seen = new Map<string, Tree>();
  let campaigns: Campaign[] = [newCampaign()];
  let before = observe(bot);
  let answered = 0;
  const told: string[] = [];
  const fail = (what: string) => {
    throw new Error(`${what}\n\n${told.join("\n")}`);
  };
  const hear = (heard: readonly Happening[], batch: Pick<Batch, "isDoubled" | "shuffle">) => {
    carryOver(world, bot, seen);
    const events = [...new Set(heard.map(({ event }) => event))];
    bot.now = world.now;
    bot.hear(shuffled(batch.isDoubled ? [...events, ...events] : events, batch.shuffle));
    count.events += events.length;
    return observe(bot);
  };
  for (const [index, batch] of history.entries()) {
    const heard = batch.steps.flatMap((step) => {
      const happenings = happen(world, step);
      told.push(...happenings.map((one) => tell(one, world)));
      return happenings;
    });
    if (heard.length === 0) continue;
    const after = hear(heard, batch);
    told.push(
      `    → ${show(after)}`,
      ...bot.replies.slice(answered).map(({ body }) => `    « ${body.split("\n")[0]}`),
    );
    answered = bot.replies.length;
    const broken = findBrokenRule({ before, after, heard, world });
    if (broken) fail(broken);
    const expected = expectedAfter(campaigns, world, inOrder(heard));
    if (expected === null) return void count.cut++;
    const matching = expected.filter((campaign) => IDS.every((id) => isAs(campaign, id, after)));
    if (matching.length === 0) {
      const shown = new Set(expected.map((campaign) => show(expectedOf(campaign))));
      fail(`The model expects ${[...shown].slice(0, 8).join("\n or ")}`);
    }
    campaigns = different(matching);
    if (index < history.length - 1) {
      before = after;
      continue;
    }
    // What was looked at last is looked at once more.
    const last = inOrder(heard).at(-1);
    if (last?.kind === "look") {
      const pull = world.pulls.get(last.number);
      const again = pull ? hear([{ ...look(world, pull) }], { isDoubled: true, shuffle: 0 }) : after;
      if (show(again) !== show(after)) {
        fail(`A second look changes it to ${show(again)}`);
      }
    }
  }
  count.histories++;
}

function expectedOf({ diagrams }: Campaign): Observed {
  return new Map(
    IDS.map((id) => {
      const { status, holder, pr, verified } = diagrams[id];
      return [id, { status, holder, pr, verifiedBy: verified?.by ?? null }];
    }),
  );
}

function isAs({ diagrams }: Campaign, id: Id, observed: Observed): boolean {
  const { status, holder, pr, verified } = diagrams[id];
  const seen = observed.get(id);
  return (
    seen?.status === status &&
    seen.holder === holder &&
    seen.pr === pr &&
    seen.verifiedBy === (verified?.by ?? null)
  );
}

function different(campaigns: readonly Campaign[]): Campaign[] {
  if (campaigns.length < 2) return [...campaigns];
  const key = ({ diagrams, brought, undid }: Campaign) =>
    JSON.stringify([diagrams, [...brought], [...undid]]);
  return [...new Map(campaigns.map((campaign) => [key(campaign), campaign])).values()];
}

/** Null: the specification leaves so much open that it is not worth comparing. */
function expectedAfter(
  start: readonly Campaign[],
  world: World,
  heard: readonly Happening[],
): Campaign[] | null {
  let campaigns = [...start];
  const closed = new Map(
    heard.flatMap((one) =>
      one.kind === "look" && one.closedWith ? [[one.number, one.closedWith] as const] : [],
    ),
  );
  for (const one of heard) {
    const next: Campaign[] = [];
    for (const campaign of campaigns) {
      const ends = outcomes(campaign, world, one, closed);
      if (ends === null) return null;
      next.push(...ends);
    }
    campaigns = different(next);
    if (campaigns.length > MOST_CAMPAIGNS) return null;
  }
  return campaigns;
}

/** Every campaign that it may be after one happening. */
function outcomes(
  start: Campaign,
  world: World,
  heard: Happening,
  closed: ReadonlyMap<number, ClosedWith>,
): Campaign[] | null {
  const ends: Campaign[] = [];
  const waiting: number[][] = [[]];
  for (let ways = 0; waiting.length > 0; ways++) {
    if (ways > MOST_WAYS) return null;
    const script = waiting.pop() ?? [];
    const answers = new Map<string, number>();
    let asked = 0;
    const choose: Choose = (options, about) => {
      let answer = options.length === 1 ? 0 : answers.get(about);
      if (answer === undefined || answer >= options.length) {
        answer = script[asked];
        if (answer === undefined) {
          for (let other = 1; other < options.length; other++)
            waiting.push([...script.slice(0, asked), other]);
          answer = 0;
          script.push(0);
        }
        asked++;
        answers.set(about, answer);
      }
      return options[answer] as (typeof options)[number];
    };
    const model = new Model(copyOf(start), world, { choose, closed });
    try {
      model.hear(heard);
      ends.push(model.campaign);
    } catch (error) {
      if (!(error instanceof Impossible)) throw error;
    }
  }
  return ends;
}

function inOrder(heard: readonly Happening[]): Happening[] {
  return [...heard].sort((one, other) =>
    one.event.at < other.event.at ? -1 : one.event.at > other.event.at ? 1 : 0,
  );
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const result = [...list];
  if (seed === 0) return result;
  let state = seed;
  for (let index = result.length - 1; index > 0; index--) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (index + 1);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}

// The world as facts.

/** `seen`: the commits that somebody could have looked at, with what each of them held. */
function carryOver(world: World, bot: TestRepository, seen: Map<string, Tree>): void {
  const paths = [...world.pulls.values()].flatMap(({ tree, before }) => [...tree.keys(), ...before.keys()]);
  const all = (tree: Tree) =>
    Object.fromEntries([...new Set([...paths, ...tree.keys()])].map((path) => [path, textIn(tree, path)]));
  for (const pull of world.pulls.values()) {
    const { number } = pull;
    bot.pulls.set(number, facts(pull, bot.pulls.get(number)?.notice ?? null));
    bot.texts.set(number, Object.fromEntries(changedPaths(pull).map((path) => [path, texts(pull, path)])));
    for (const { commit, tree } of [pull, ...pull.reviews]) seen.set(commit, tree);
    for (const { oid, tree } of pull.commits) seen.set(oid, tree);
    if (pull.state === "merged" && !bot.patches.has(number)) bot.patches.set(number, patches(pull));
  }
  for (const [commit, tree] of seen) bot.commits.set(commit, all(tree));
  bot.commits.set(DEFAULT_HEAD, all(world.main));
}

/** The default branch's head, whatever is merged: only its texts change. */
const DEFAULT_HEAD = "0".repeat(40);

const textIn = (tree: Tree, path: string) => {
  const page = tree.get(path);
  return page ? pageText(page) : null;
};

const texts = ({ tree, before }: Pull, path: string) => ({
  text: textIn(tree, path),
  before: textIn(before, path),
});

function changeOf({ tree, before }: Pull, path: string) {
  return before.has(path) ? (tree.has(path) ? "modified" : "removed") : "added";
}

function facts(pull: Pull, notice: PullRequestFacts["notice"]): PullRequestFacts {
  const {
    number,
    title,
    author,
    isGone,
    botLines,
    bodyEditedAt,
    branch,
    commit,
    state,
    draft,
    createdAt,
    mergedAt,
  } = pull;
  const isByBot = botLines.length > 0;
  const titleAtMerge =
    state === "merged" ? (pull.isTitleKnown ? (pull.titleAtMerge?.text ?? null) : null) : title.text;
  return {
    number,
    title: title.text,
    body: textOf(pull),
    author: isGone ? null : author,
    authorIsBot: author === AGENT,
    bodyEditedAt,
    bodyEditors:
      bodyEditedAt === null ? [] : [personOf(isByBot ? "coderabbitai[bot]" : isGone ? null : author, null)],
    bodyEditedByBot: state === "merged" ? pull.wasMixed : isByBot,
    titleAtMerge,
    closes: ISSUES.filter((issue) => pull.closes.includes(issue.number)).map((issue) => ({
      number: issue.number,
      title: issue.title,
    })),
    branch: branch.text,
    fromFork: false,
    headSha: commit,
    headAuthor: null,
    sameHead: [],
    base: pull.base,
    baseSha: "0".repeat(40),
    state,
    draft,
    createdAt,
    mergedAt,
    files: changedPaths(pull).map((path) => ({ path, change: changeOf(pull, path) })),
    filesComplete: true,
    commits: pull.commits.map(({ oid, by, isMerge }, at) => ({
      oid,
      author: isGone && by === author ? null : by,
      parents: [pull.commits[at - 1]?.oid ?? DEFAULT_HEAD, ...(isMerge ? [DEFAULT_HEAD] : [])],
    })),
    reviews: pull.reviews.map(({ reviewer, opinion, at, commit }) => ({ reviewer, opinion, at, commit })),
    reviewRequests: [],
    notice,
  };
}

function patches(pull: Pull): FilePatch[] {
  return changedPaths(pull).map((path) => {
    const { text, before } = texts(pull, path);
    const { hunks } = structuredPatch(path, path, before ?? "", text ?? "", "", "", { context: 3 });
    const patch = hunks
      .map(({ oldStart, oldLines, newStart, newLines, lines }) =>
        [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines].join("\n"),
      )
      .join("\n");
    return { path, change: changeOf(pull, path), patch };
  });
}

// What the bot made of it.

const parsed = new Map<string, Observed extends ReadonlyMap<Id, infer D> ? D : never>();

function observe(bot: TestRepository): Observed {
  return new Map(
    IDS.map((id) => {
      const text = bot.files.get(`assignments/${id}.yml`);
      if (text === undefined) return [id, { status: "pending", holder: null, pr: null, verifiedBy: null }];
      const known = parsed.get(text);
      if (known) return [id, known];
      const { assignment } = parse(text);
      const seen = {
        status: assignment.status,
        holder: assignment.assignee ?? null,
        pr: assignment.pr_number ?? null,
        verifiedBy: assignment.verification?.verified_by ?? null,
        byPull: assignment.claimed_by_pr ?? null,
      };
      parsed.set(text, seen);
      return [id, seen];
    }),
  );
}

function show(observed: Observed): string {
  return (
    IDS.flatMap((id) => {
      const { status, holder, pr, verifiedBy } = observed.get(id) ?? { status: "?" };
      if (status === "pending" && !holder && !pr) return [];
      return `${id} ${status} of ${holder ?? "nobody"}${pr ? ` by #${pr}` : ""}${verifiedBy ? `, verified by ${verifiedBy}` : ""}`;
    }).join("; ") || "nothing"
  );
}

function tell(happening: Happening, world: World): string {
  const { event } = happening;
  if (event.kind === "comment")
    return `${event.author} on ${event.thread}: ${event.body.replaceAll("\n", "\\n")}`;
  const pull = happening.kind === "look" ? world.pulls.get(happening.number) : undefined;
  if (!pull) return event.kind;
  const files = changedPaths(pull).map((path) => {
    const marks = pull.tree.get(path)?.drawings.map(({ of, by, version }) => `${of ?? "?"}/${by}/${version}`);
    return `${changeOf(pull, path)} ${path} [${marks ?? ""}]`;
  });
  return [
    `#${pull.number} ${pull.draft ? "draft " : ""}${pull.state}${happening.kind === "look" && happening.closedWith ? " (heard)" : ""} of ${pull.isGone ? "ghost" : pull.author} to ${pull.base}: "${pull.title.text}" from ${pull.branch.text}`,
    pull.isTitleKnown ? "" : ", title at merge unknown",
    ` body "${textOf(pull).replaceAll("\n", "\\n")}"${pull.botLines.length > 0 ? " (bot's)" : ""}`,
    pull.closes.length > 0 ? ` closes ${pull.closes}` : "",
    ` files ${files.join(", ")}`,
    pull.reviews.length > 0
      ? ` reviews ${pull.reviews.map(({ reviewer, opinion }) => `${reviewer} ${opinion}`)}`
      : "",
  ].join("");
}
