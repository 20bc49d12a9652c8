import { Octokit } from "@octokit/rest";
import { pino } from "pino";
import { type Core, createCore } from "../../../src/core.ts";
import { repositoryKey } from "../../../src/domain/repository-id.ts";
import type { Delivery } from "../../../src/facts/event.ts";
import { onboardingsOf } from "../../../src/github/webhooks/onboarding.ts";
import { deliveriesOf } from "../../../src/github/webhooks/read-webhook.ts";
import { type GitHub, type GitHubOptions, startGitHub } from "../../../src/playground/github/start-github.ts";
import { parsers } from "../../parsers.ts";

const START = Date.parse("2026-11-24T10:00:00Z");
const DAY = 86_400_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A GitHub, and a process that serves it and remembers nothing from one delivery to the next. */
export class Stage {
  readonly github: GitHub;
  readonly log: Record<string, unknown>[] = [];
  #core: Core;
  #now = START;
  #arrived: Delivery[] = [];

  private constructor(github: GitHub) {
    this.github = github;
    this.#core = this.#start();
    github.webhooks.target = async ({ guid, event, payload }) => {
      const at = new Date(this.#now).toISOString();
      this.#arrived.push(...deliveriesOf(guid, event, payload), ...onboardingsOf(guid, event, payload, at));
      return 202;
    };
  }

  static async open(app: NonNullable<GitHubOptions["app"]> = {}): Promise<Stage> {
    const clock = { now: () => START };
    const github = await startGitHub({ clock: () => clock.now(), app });
    const stage = new Stage(github);
    clock.now = () => stage.#now;
    return stage;
  }

  /** Another process, which knows nothing of what the one before did. */
  async restart(): Promise<void> {
    await this.#core.close();
    this.#core = this.#start();
  }

  pass(days: number): void {
    this.#now += days * DAY;
  }

  /** Handles what arrived, also what follows from it. Gives how many deliveries that were; what fails stays. */
  async settle(): Promise<number> {
    let count = 0;
    for (;;) {
      await this.github.settled();
      const arrived = this.#arrived.splice(0);
      if (arrived.length === 0) return count;
      count += arrived.length;
      for (const deliveries of Map.groupBy(arrived, ({ repository }) => repositoryKey(repository)).values()) {
        const [first] = deliveries;
        if (!first) continue;
        const { repository, installationId } = first;
        try {
          await this.#core.handleOnce({ repository, installationId, deliveries });
        } catch (error) {
          // As an inbox would give them out again.
          this.#arrived.push(...deliveries);
          throw error;
        }
      }
      this.#now += 60_000;
    }
  }

  /** Pull requests of the bot's, the oldest first. */
  offers(repository = "acme/atlas") {
    return [...this.github.repository(repository).state.threads.values()].filter(
      ({ author, pull }) => pull !== null && author.login === "diagram-tracker[bot]",
    );
  }

  /** What was decided, the last first. */
  decisions(): string[] {
    return this.log.flatMap(({ decision }) => (typeof decision === "string" ? [decision] : [])).toReversed();
  }

  async close(): Promise<void> {
    await this.#core.close();
    await this.github.close();
  }

  #start(): Core {
    return createCore({
      clientFor: async ({ repository }) =>
        new Octokit({
          baseUrl: this.github.url,
          auth: this.github.installationToken(repository.owner),
          log: silent,
        }),
      log: pino({ level: "debug" }, { write: (line: string) => void this.log.push(JSON.parse(line)) }),
      clock: { now: () => this.#now, after: () => () => {} },
      parsers,
    });
  }
}
