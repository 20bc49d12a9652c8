/** One random history of a campaign whose maintainers change their minds, and what the model says about who holds what. */
import { readRepositoryState } from "../../../src/domain/repository-state.ts";
import type { Outbox } from "../../../src/facts/batch.ts";
import type { Delivery } from "../../../src/facts/event.ts";
import { SnapshotReader } from "../../../src/github/read/read-snapshot.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { seededRandom } from "../../../src/playground/github/start-github.ts";
import { failureOf, trackInMode } from "../modes.ts";
import type { Tracked } from "../tracked.ts";

const IDS = ["G-LIN-FL", "G-LIN-SQ", "G-LIN-ST", "G-LIN-FA"] as const;
const PEOPLE = ["ada", "bob", "cy", "dan"] as const;
const BRANCHES = ["diagram-tracker/state", "diagram-tracker/other"] as const;
const CONFIG = ".github/diagram-tracker.yml";
const BOT = "diagram-tracker[bot]";
const STEPS = 14;
const TRIES = 6;
/** Requests of which an answer may get lost once. */
const SHAKY = [
  "POST /repos/{owner}/{repo}/git/trees",
  "POST /repos/{owner}/{repo}/git/refs",
  "PATCH /repos/{owner}/{repo}/git/refs/{ref}",
  "POST /repos/{owner}/{repo}/pulls",
  "createCommitOnBranch",
  "ReadSnapshot",
];

interface Place {
  readonly mode: "direct" | "branch" | "pull-request";
  readonly branch: (typeof BRANCHES)[number];
  readonly assignments: "assignments" | "claims";
  readonly tracker: "TRACKER.md" | "docs/TRACKER.md";
}

/** Throws, with all that happened, where somebody else holds a diagram than should. */
export async function playHistory(seed: number): Promise<void> {
  const history = await History.begin(seed);
  try {
    for (let step = 0; step < STEPS; step++) await history.step();
    await history.hear();
  } catch (error) {
    const told = history.told.join("\n");
    throw new Error(`history ${seed}: ${error instanceof Error ? error.message : error}\n${told}`, {
      cause: error,
    });
  } finally {
    await history.tracked.github.close();
  }
}

class History {
  readonly told: string[] = [];
  readonly tracked: Tracked;
  readonly #repository: RepositoryHandle;
  readonly #random: () => number;
  readonly #holders = new Map<string, string>();
  #place: Place;
  #readers: SnapshotReader[] = [new SnapshotReader(), new SnapshotReader()];
  /** What the bot's branch was since something else than a claim happened, with who held what then. */
  #saved: { readonly backup: string; readonly holders: ReadonlyMap<string, string> }[] = [];
  #backups = 0;

  static async begin(seed: number): Promise<History> {
    const random = seededRandom(seed);
    const place = somePlace(random);
    const { tracked, repository } = await trackInMode(configOf(place));
    // GitHub knows them.
    for (const author of PEOPLE) repository.comment({ author, thread: 1, body: "Hello" });
    await tracked.handle();
    return new History(tracked, repository, random, place);
  }

  private constructor(tracked: Tracked, repository: RepositoryHandle, random: () => number, place: Place) {
    this.tracked = tracked;
    this.#repository = repository;
    this.#random = random;
    this.#place = place;
    this.told.push(`begins with ${JSON.stringify(place)}`);
  }

  async step(): Promise<void> {
    const acts: readonly (readonly [number, () => void | Promise<void>])[] = [
      [6, () => this.#claim()],
      [2, () => this.#release()],
      [1, () => this.#assign()],
      [3, () => this.#configure()],
      [2, () => this.#deleteBranch()],
      [1, () => this.#close()],
      [2, () => this.#merge()],
      [1, () => this.#edit()],
      [1, () => this.#force()],
      [1, () => this.#startAnew()],
      [1, () => this.#lose()],
    ];
    const all = acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));
    await this.#one(all)();
    if (this.#random() < 0.6) await this.hear();
  }

  /** The bot handles what came, whichever process it is, and as often as it takes. */
  async hear(): Promise<void> {
    const deliveries = await this.tracked.deliveries();
    Object.assign(this.tracked.parts, { snapshots: this.#one(this.#readers) });
    await this.#handle(deliveries);
    // Far apart, so that nobody is declined too often.
    this.tracked.pass(3_600_000);
    await this.#compare("the process that handled it");
    if (this.#random() < 0.3) {
      const parts = { snapshots: new SnapshotReader() };
      this.#readers[1] = parts.snapshots;
      Object.assign(this.tracked.parts, parts);
      await this.#compare("another process");
    }
    this.#save();
  }

  async #handle(deliveries: readonly Delivery[]): Promise<void> {
    let outbox: Outbox | null = null;
    for (let left = TRIES; ; left--) {
      const run = this.tracked.handle(deliveries, outbox);
      const failed = await run.then(
        () => null,
        () => failureOf(run),
      );
      if (failed === null) return;
      this.told.push(`  failed: ${failed.cause}`);
      if (left === 0) throw failed.cause;
      outbox = failed.outbox;
    }
  }

  async #compare(who: string): Promise<void> {
    const { parts, client } = this.tracked;
    const repo = { client, repository: { owner: "atlas", name: "diagrams" } };
    const read = await parts.snapshots.read(repo, { pullRequests: [], recentCommits: false });
    if (read === null) throw new Error("the repository is empty");
    const state = readRepositoryState(read.snapshot.files);
    const found = [...state.assignments].flatMap(([id, { assignment }]) =>
      assignment.assignee === null ? [] : [`${id} ${assignment.assignee}`],
    );
    const expected = [...this.#holders].map(([id, holder]) => `${id} ${holder}`);
    if (found.sort().join() !== expected.sort().join()) {
      throw new Error(`${who} sees ${found.join() || "nobody"}, and it is ${expected.join() || "nobody"}`);
    }
    const folders = new Set(read.snapshot.files.assignments.map(({ path }) => path.split("/")[0]));
    if (folders.size > 0 && !folders.has(this.#place.assignments)) throw new Error("it is in another folder");
    this.told.push(`  → ${expected.join() || "nobody"}`);
  }

  #claim(): void {
    const [id, person] = [this.#one(IDS), this.#one(PEOPLE)];
    this.#say(person, `/claim ${id}`);
    if (!this.#holders.has(id)) this.#holders.set(id, person);
  }

  #release(): void {
    const held = [...this.#holders];
    if (held.length === 0) return;
    const [id, holder] = this.#one(held);
    this.#say(holder, `/release ${id}`);
    this.#holders.delete(id);
  }

  #assign(): void {
    const [id, person] = [this.#one(IDS), this.#one(PEOPLE)];
    this.#say("maria", `/assign ${id} @${person}`);
    this.#holders.set(id, person);
  }

  #configure(): void {
    const next = somePlace(this.#random);
    const isNone =
      next.mode === "direct" && next.assignments === "assignments" && next.tracker === "TRACKER.md";
    const text = isNone && this.#random() < 0.5 ? null : configOf(next);
    if (text === null && this.#repository.file(CONFIG) === null) return;
    this.#repository.push({ author: "maria", files: { [CONFIG]: text } });
    this.#place = next;
    this.#saved = [];
    this.told.push(`maria configures ${text === null ? "nothing" : JSON.stringify(next)}`);
  }

  #deleteBranch(): void {
    const branch = this.#one(BRANCHES);
    if (!this.#repository.state.branches.has(branch)) return;
    this.#repository.deleteBranch(branch, "maria");
    this.told.push(`maria deletes ${branch}`);
  }

  #close(): void {
    const number = this.#standing();
    if (number === null) return;
    this.#repository.close(number, "maria");
    this.told.push(`maria closes #${number}`);
  }

  #merge(): void {
    const number = this.#standing();
    if (number === null) return;
    const method = this.#one(["merge", "squash"] as const);
    try {
      this.#repository.merge(number, "maria", method);
    } catch {
      // People wait for the bot's next commit then.
      this.told.push(`maria cannot merge #${number}`);
      return;
    }
    this.#saved = [];
    this.told.push(`maria merges #${number} (${method})`);
  }

  /** A maintainer writes into a file of the branch of record. */
  async #edit(): Promise<void> {
    await this.hear();
    const { mode, branch, assignments } = this.#place;
    const where = mode === "direct" ? "main" : branch;
    const [id, holder] = this.#one([...this.#holders, ["", ""] as const]);
    const path = `${assignments}/${id}.yml`;
    if (!this.#repository.state.branches.has(where)) return;
    const text = this.#repository.file(path, where);
    const other = PEOPLE.find((person) => person !== holder) ?? "ada";
    // On a branch of which nothing waits it is the default branch that counts.
    if (id === "" || !text?.includes(`assignee: ${holder}\n`)) return;
    if (mode === "pull-request" && this.#standing() === null) return;
    const edited = text.replace(/assignee: .*\n/, `assignee: ${other}\n`).replace(/ *assignee_id: .*\n/, "");
    this.#repository.push({ author: "maria", branch: where, files: { [path]: edited } });
    this.#holders.set(id, other);
    this.told.push(`maria writes ${other} into ${path} on ${where}`);
    await this.hear();
  }

  /** A maintainer puts the bot's branch back to where it was. */
  async #force(): Promise<void> {
    const { mode, branch } = this.#place;
    if (mode === "direct" || this.#saved.length === 0) return;
    await this.hear();
    if (!this.#repository.state.branches.has(branch) || this.#saved.length === 0) return;
    if (mode === "pull-request" && this.#standing() === null) return;
    const { backup, holders } = this.#one(this.#saved);
    this.#repository.createBranch(branch, "maria", backup);
    this.#holders.clear();
    for (const [id, holder] of holders) this.#holders.set(id, holder);
    this.told.push(`maria forces ${branch} back to ${backup}`);
    await this.hear();
  }

  #startAnew(): void {
    this.#readers = [new SnapshotReader(), new SnapshotReader()];
    this.told.push("the processes start anew");
  }

  #lose(): void {
    const match = this.#one(SHAKY);
    const when = this.#one(["before", "after"] as const);
    this.tracked.github.faults.add({ match, answer: "502", when, times: 1 });
    this.told.push(`an answer to ${match} gets lost (${when})`);
  }

  #save(): void {
    const { mode, branch } = this.#place;
    if (mode === "direct" || !this.#repository.state.branches.has(branch)) return;
    this.#backups += 1;
    const backup = `backup-${this.#backups}`;
    this.#repository.createBranch(backup, "maria", branch);
    this.#saved.push({ backup, holders: new Map(this.#holders) });
  }

  #standing(): number | null {
    const open = this.#repository.state.threads
      .values()
      .find(({ author, pull, state }) => author.login === BOT && pull !== null && state === "open");
    return open?.number ?? null;
  }

  #say(author: string, body: string): void {
    this.#repository.comment({ author, thread: 1, body });
    this.told.push(`${author}: ${body}`);
  }

  #one<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }
}

function somePlace(random: () => number): Place {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return {
    mode: one(["direct", "branch", "pull-request"] as const),
    branch: one(BRANCHES),
    assignments: one(["assignments", "assignments", "claims"] as const),
    tracker: one(["TRACKER.md", "TRACKER.md", "docs/TRACKER.md"] as const),
  };
}

function configOf({ mode, branch, assignments, tracker }: Place): string {
  const paths = `paths: { assignments: ${assignments}, tracker: ${tracker} }`;
  return `commit: ${mode}\ncommit_branch: ${branch}\n${paths}\nclaims: { limit: 100 }\n`;
}
