/** People comment at a steady rate, and some have malice; GitHub signs and delivers whatever they do. */
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import type { Delivery, GitHub } from "../../src/playground/github/start-github.ts";
import { HOSTILE_FILES } from "../hostile-files.ts";
import { DIAGRAMS, THREADS } from "../soak/campaign.ts";
import { type Answered, ask } from "./ask.ts";
import { hostileComment } from "./hostile-comments.ts";

/** Between two comments, in ms. */
const EVERY = 200;
/** One comment in so many is hostile. */
const HOSTILE = 5;
/** Between two hostile pull requests, in comments. */
const PULL_REQUESTS = 25;
/** After so long GitHub hangs up; in ms. */
const PATIENCE = 10_000;

const COMMENT = z.object({ comment: z.object({ id: z.number() }) });

export interface Malice {
  readonly comments: boolean;
  readonly pullRequests: boolean;
}

export class Deliveries {
  /** What people wrote, by the ID that the inbox gives it. */
  readonly sent = new Set<string>();
  /** Answers that a webhook must never get. */
  readonly wrong: string[] = [];
  /** How often it was told to come again. */
  putOff = 0;
  hostileComments = 0;
  hostilePullRequests = 0;

  constructor(github: GitHub, url: string) {
    github.webhooks.concurrency = 20;
    github.webhooks.target = (delivery) => this.#deliver(delivery, `${url}/api/github/webhooks`);
  }

  /** For so long people do what they do. */
  async run(repositories: readonly RepositoryHandle[], ms: number, malice: Malice): Promise<void> {
    const start = performance.now();
    for (let turn = 0; turn * EVERY < ms; turn++) {
      // The rate stays the same, however long a turn took.
      await wait(Math.max(0, start + turn * EVERY - performance.now()));
      const repository = repositories[turn % repositories.length];
      if (!repository) continue;
      const isHostile = malice.comments && turn % HOSTILE === 0;
      const thread = THREADS[turn % THREADS.length] ?? 1;
      const body = isHostile
        ? hostileComment(this.hostileComments++)
        : `/claim ${DIAGRAMS[turn % DIAGRAMS.length]}`;
      repository.comment({ author: isHostile ? "mallory" : `person-${turn}`, thread, body });
      if (malice.pullRequests && turn % PULL_REQUESTS === 0) this.#openHostilePullRequest(repository);
    }
  }

  #openHostilePullRequest(repository: RepositoryHandle): void {
    const all = Object.values(HOSTILE_FILES);
    const next = all[this.hostilePullRequests++ % all.length];
    const files = next?.make(next.size) ?? {};
    repository.openPullRequest({ author: "mallory", title: "G-LIN-FL", files, fork: true });
  }

  async #deliver({ event, headers, body, payload }: Delivery, url: string): Promise<number> {
    if (event === "issue_comment" && payload.sender?.type === "User") {
      const { comment } = COMMENT.parse(payload);
      this.sent.add(`comment-${comment.id}`);
    }
    const answer = await ask(url, { limit: PATIENCE, headers, body }).catch(String);
    if (typeof answer === "string") this.wrong.push(answer);
    else if (answer.status === 503 && answer.retryAfter !== undefined) this.putOff += 1;
    else if (!isTaken(answer)) this.wrong.push(`answered with ${answer.status}`);
    return typeof answer === "string" ? 502 : answer.status;
  }
}

function isTaken({ status }: Answered): boolean {
  return status >= 200 && status < 300;
}
