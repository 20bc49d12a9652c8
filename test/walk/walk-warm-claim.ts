/**
 * Which of our functions one warm `/claim next` enters, in the order in which it enters them, from the webhook to the
 * completed delivery. The whole bot is started against the stand-in GitHub and warmed up with a first claim.
 *
 * It is measured twice, on two claims that differ in nothing but their author. V8's precise coverage of the first says
 * which functions run, whatever the optimiser does, but not when. So each of these gets a breakpoint whose condition notes
 * the call and lets it go on, and the second claim gives the order. Only entries count: an `await` that goes on in a function
 * is none. What only declares something when its module is loaded is not seen, since everything is loaded by then.
 *
 * Has to be run by Node as it is: within a test runner the files would be others.
 */
import { Session } from "node:inspector/promises";
import { FILES } from "../github/tracked.ts";
import { startTestBot, type TestBot } from "../test-bot.ts";

export interface Walk {
  /** Files of `src` that V8 saw run, by their paths in it, sorted. */
  readonly covered: readonly string[];
  /** Each entry of a function, in order. */
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly file: string;
  /** Empty for a function without a name. */
  readonly name: string;
}

const SRC = new URL("../../src/", import.meta.url).href;
/** The stand-in is not on the way: GitHub is. */
const STAND_IN = "playground/";
const NOTE = "noteEntryOfTheWalk";

export async function walkWarmClaim(): Promise<Walk> {
  const bot = await startTestBot();
  const session = new Session();
  session.connect();
  try {
    const repository = bot.github.createRepository({ owner: "atlas", name: "diagrams", files: FILES });
    repository.openIssue({ author: "maria", title: "Who takes what?" });
    await claimNext(bot, "maria");
    await session.post("Debugger.enable");
    const functions = await functionsOf(session, () => claimNext(bot, "ada"));
    const entries = await orderOf(session, functions, () => claimNext(bot, "bob"));
    return { covered: [...new Set(functions.map(({ file }) => file))].sort(), entries };
  } finally {
    session.disconnect();
    await bot.close();
  }
}

/** What the bot's own commit and reply set off is not on the way of the claim, so these webhooks go nowhere. */
async function claimNext({ github, idle }: TestBot, author: string): Promise<void> {
  const repository = github.repository("atlas/diagrams");
  const before = repository.comments(1).length;
  const { target } = github.webhooks;
  repository.comment({ author, thread: 1, body: "/claim next" });
  await github.settled();
  github.webhooks.target = async () => 202;
  await idle();
  github.webhooks.target = target;
  const [, reply] = repository.comments(1).slice(before);
  if (!reply?.body.includes(`@${author}`) || !reply.body.includes("it is yours")) {
    throw new Error(`${author} did not get what is next: ${reply?.body}`);
  }
}

interface RunFunction extends Entry {
  readonly scriptId: string;
  /** Offsets in the script. */
  readonly start: number;
  readonly end: number;
}

/** Those of ours that run meanwhile. */
async function functionsOf(session: Session, run: () => Promise<void>): Promise<RunFunction[]> {
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  await run();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  await session.post("Profiler.stopPreciseCoverage");
  await session.post("Profiler.disable");
  return result.flatMap(({ url, scriptId, functions }) => {
    const file = url.slice(SRC.length);
    if (!url.startsWith(SRC) || file.startsWith(STAND_IN)) return [];
    return functions.flatMap(({ functionName: name, ranges: [range] }): RunFunction[] => {
      const {
        startOffset: start,
        endOffset: end,
        count,
      } = range ?? { startOffset: 0, endOffset: 0, count: 0 };
      return count === 0 ? [] : [{ file, name, scriptId, start, end }];
    });
  });
}

async function orderOf(
  session: Session,
  functions: readonly RunFunction[],
  run: () => Promise<void>,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  Object.assign(globalThis, { [NOTE]: (at: number) => void entries.push(...functions.slice(at, at + 1)) });
  const taken = new Set<string>();
  for (const [at, one] of functions.entries()) {
    const location = await firstLocationIn(session, one);
    const key = JSON.stringify(location);
    // Of two functions that begin in one place, one is the other's only expression.
    if (!location || taken.has(key)) continue;
    taken.add(key);
    await session.post("Debugger.setBreakpoint", { location, condition: `${NOTE}(${at}), false` });
  }
  await run();
  await session.post("Debugger.disable");
  return entries.map(({ file, name }) => ({ file, name }));
}

async function firstLocationIn(session: Session, { scriptId, start, end }: RunFunction) {
  const { scriptSource } = await session.post("Debugger.getScriptSource", { scriptId });
  const at = (offset: number) => {
    const lines = scriptSource.slice(0, offset).split("\n");
    return { scriptId, lineNumber: lines.length - 1, columnNumber: lines.at(-1)?.length ?? 0 };
  };
  const from = at(start);
  const { locations } = await session.post("Debugger.getPossibleBreakpoints", { start: from, end: at(end) });
  // Where the function itself begins is a place of whoever declares it.
  return locations.find(
    ({ lineNumber, columnNumber }) => lineNumber !== from.lineNumber || columnNumber !== from.columnNumber,
  );
}
