/** GitHub at its worst, and the servers that are killed in it. */

import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type Fate, type GitHub, randomFates } from "../../src/playground/github/start-github.ts";
import { type InboxLocation, type ServerProcess, startServerProcess } from "./server-process.ts";
import { until } from "./until.ts";

export interface Weather {
  readonly seed: number;
  readonly random: () => number;
  readonly replicas: number;
  readonly place: InboxLocation;
}

/**
 * Everything that a server does from time to time it does every few seconds here. A lease is longer than a busy machine
 * keeps a process from renewing it.
 */
const ENVIRONMENT = { COLLECT_SECONDS: "0.2", LEASE_SECONDS: "15", RECOVER_SECONDS: "2" };

/** So many of GitHub's answers are faults, half of them after the write took effect. */
const FAULTS = 0.1;
/**
 * So many ms after each burst. Then the sky clears until the next one: pauses double with every try that fails, and a
 * few that fail in a row would make everybody wait for minutes.
 */
const SQUALL_MS = 5_000;
/** Of the time of a squall in which one owner has the App suspended or uninstalled, in ms. */
const AWAY_MS = 2_000;
/** How long reads lag behind writes, in ms. */
const LAG_MS = 1_500;
const DUPLICATED = 0.05;
const DROPPED = 0.2;

/** What happens to the App in one squall after the other. */
const AWAY = ["suspended", "uninstalled", "transferred"] as const;

export class Storm {
  kills = 0;
  /** How often the App was suspended, uninstalled, or a repository transferred. */
  away = 0;
  /** Of the servers that were killed too. */
  readonly setAside: string[] = [];
  private readonly github: GitHub;
  private readonly weather: Weather;
  private servers: ServerProcess[] = [];
  /** Those that were killed, too. */
  private readonly everyServer: ServerProcess[] = [];
  private squalls = 0;
  private clearing: NodeJS.Timeout | undefined;
  private readonly repositories: readonly RepositoryHandle[];
  private lagging: (() => void)[] = [];
  private readonly endings = new Map<NodeJS.Timeout, () => void>();

  constructor(github: GitHub, repositories: readonly RepositoryHandle[], weather: Weather) {
    this.repositories = repositories;
    this.github = github;
    this.weather = weather;
  }

  async begin(): Promise<void> {
    const { github, weather } = this;
    const { seed, replicas, random } = weather;
    this.servers = await Promise.all(Array.from({ length: replicas }, () => this.startServer()));
    const fate = randomFates({ seed, drop: DROPPED, duplicate: DUPLICATED });
    github.webhooks.fate = (delivery): Fate => fate(delivery);
    github.webhooks.concurrency = 4;
    github.webhooks.target = async ({ headers, body }) => {
      const server = this.servers[Math.floor(random() * this.servers.length)];
      if (!server) throw new Error("nobody is there");
      const signal = AbortSignal.timeout(10_000);
      const url = `${server.url}/api/github/webhooks`;
      const response = await fetch(url, { method: "POST", headers, body, signal });
      await response.arrayBuffer();
      return response.status;
    };
  }

  /** Deliveries of what `acts` does go out in another order. */
  shuffle(acts: () => void): void {
    const { webhooks } = this.github;
    this.beginSquall();
    webhooks.withhold();
    acts();
    this.sendAway();
    webhooks.release((waiting) => {
      const drawn = waiting.map((delivery) => ({ delivery, at: this.weather.random() }));
      return drawn.sort((one, other) => one.at - other.at).map(({ delivery }) => delivery);
    });
  }

  /** One server dies amid its work, and another one takes its place. */
  async kill(): Promise<void> {
    const { requests } = this.github;
    const soon = requests.count() + Math.floor(this.weather.random() * 10);
    await until(() => requests.count() >= soon, { what: () => "the servers ask GitHub for something" });
    const at = Math.floor(this.weather.random() * this.servers.length);
    const [victim] = this.servers.splice(at, 1);
    await victim?.kill();
    // Reads lag for less than a lease, however slow the machine is.
    for (const catchUp of this.lagging.splice(0)) catchUp();
    this.note(victim);
    this.kills += 1;
    this.servers.push(await this.startServer());
  }

  /** The sky clears; what is there is finished. Gives the exit codes of the servers. */
  async end(): Promise<(number | null)[]> {
    const codes = await Promise.all(this.servers.map((server) => server.stop()));
    for (const server of this.servers) this.note(server);
    return codes;
  }

  /** Whatever came of it, nothing is left running. */
  async stopAll(): Promise<void> {
    clearTimeout(this.clearing);
    this.calm();
    await Promise.all(this.servers.map((server) => server.kill()));
  }

  private beginSquall(): void {
    const { faults } = this.github;
    clearTimeout(this.clearing);
    faults.addRandom({ seed: this.weather.seed + this.squalls++, rate: FAULTS, afterShare: 0.5 });
    this.clearing = setTimeout(() => faults.clear(), SQUALL_MS);
  }

  /** One owner after the other; the others' reads lag. */
  private sendAway(): void {
    const { github, repositories } = this;
    const at = this.away++;
    const one = repositories[at % repositories.length];
    for (const other of repositories) {
      if (other === one) continue;
      const catchUp = other.lagReads();
      this.lagging.push(catchUp);
      this.later(LAG_MS, catchUp);
    }
    const owner = one?.state.owner.login ?? "";
    switch (AWAY[at % AWAY.length]) {
      case "suspended":
        github.suspend(owner);
        this.later(AWAY_MS, () => github.unsuspend(owner));
        break;
      case "uninstalled":
        github.uninstall(owner);
        this.later(AWAY_MS, () => github.install(owner));
        break;
      case "transferred":
        one?.transfer(`${owner}-${at}`);
    }
  }

  private later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.endings.delete(timer);
      run();
    }, ms);
    this.endings.set(timer, run);
  }

  /** What would end later ends now. */
  private calm(): void {
    for (const [timer, run] of this.endings) {
      clearTimeout(timer);
      run();
    }
    this.endings.clear();
  }

  /** What the servers logged of any of these words, for whoever waited in vain. */
  logOf(words: readonly string[]): string[] {
    const lines = this.everyServer.flatMap(({ log }) => log.map((line) => JSON.stringify(line)));
    return lines.filter((line) => words.some((word) => line.includes(word)));
  }

  private async startServer(): Promise<ServerProcess> {
    const server = await startServerProcess(this.github, this.weather.place, ENVIRONMENT);
    this.everyServer.push(server);
    return server;
  }

  private note(server: ServerProcess | undefined): void {
    for (const line of server?.log ?? []) {
      if (line["msg"] === "set aside") this.setAside.push(JSON.stringify(line));
    }
  }
}
