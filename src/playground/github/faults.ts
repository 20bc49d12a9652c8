import { seededRandom } from "./seeded-random.ts";

/** What a fault or gate looks at: a request that was understood, before anything is done about it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** `POST /repos/{owner}/{repo}/issues`, or `graphql` with the name of the operation. */
  readonly label: string;
  /** The name of the GraphQL operation. */
  readonly operation: string | null;
  /** The top-level fields of a GraphQL document: `createCommitOnBranch`. */
  readonly fields: readonly string[];
  readonly isWrite: boolean;
}

/** Text equals the label, the operation's name or one of the top-level fields. */
export type RequestMatcher = string | RegExp | ((request: SeenRequest) => boolean);

export type FaultAnswer =
  | "500"
  | "502"
  | "504"
  | "secondary-limit"
  | "primary-limit"
  | "429"
  | "graphql-error"
  | "reset"
  /** Any other answer. */
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: unknown;
    };

export interface Fault {
  readonly match: RequestMatcher;
  readonly answer: FaultAnswer;
  /** `after`: the request took effect, only its answer is lost. */
  readonly when?: "before" | "after";
  /** How many requests it hits; without it, all. */
  readonly times?: number;
  /** How many matching requests it lets pass first. */
  readonly skip?: number;
  /** Seconds in `Retry-After`, for the limits. */
  readonly retryAfter?: number;
}

export interface DrawnFault {
  readonly answer: FaultAnswer;
  readonly when: "before" | "after";
  readonly retryAfter: number;
}

export interface RandomFaults {
  readonly seed: number;
  /** Share of requests that fail. */
  readonly rate: number;
  /** Share of the failures that come after the effect. */
  readonly afterShare?: number;
  readonly answers?: readonly FaultAnswer[];
  readonly match?: RequestMatcher;
}

/** A request that waits until the test lets it go. */
export interface Gate {
  /** Resolves when the request has come. */
  readonly arrived: Promise<SeenRequest>;
  release(): void;
  /** The connection breaks: what did not happen yet does not happen any more. */
  drop(): void;
}

interface WaitingGate {
  readonly match: RequestMatcher;
  readonly when: "before" | "after";
  readonly arrive: (request: SeenRequest) => void;
  readonly released: Promise<Passage>;
}

type Passage = "released" | "dropped";

export class Faults {
  private planned: { readonly fault: Fault; seen: number; hits: number }[] = [];
  private random: ((request: SeenRequest) => DrawnFault | null) | null = null;
  private gates: WaitingGate[] = [];

  add(fault: Fault): void {
    this.planned.push({ fault, seen: 0, hits: 0 });
  }

  /** Lets a share of all matching requests fail, the same ones for the same seed and order of requests. */
  addRandom(facts: RandomFaults): void {
    const draw = seededRandom(facts.seed);
    const answers = facts.answers ?? ["500", "502", "504", "reset"];
    this.random = (request) => {
      if (!matches(facts.match ?? /./, request) || draw() >= facts.rate) return null;
      const answer = answers[Math.floor(draw() * answers.length)] ?? "500";
      return { answer, when: draw() < (facts.afterShare ?? 0.5) ? "after" : "before", retryAfter: 60 };
    };
  }

  clear(): void {
    this.planned = [];
    this.random = null;
  }

  blockNext(match: RequestMatcher, when: "before" | "after" = "before"): Gate {
    const arrived = Promise.withResolvers<SeenRequest>();
    const released = Promise.withResolvers<Passage>();
    this.gates.push({ match, when, arrive: arrived.resolve, released: released.promise });
    return {
      arrived: arrived.promise,
      release: () => released.resolve("released"),
      drop: () => released.resolve("dropped"),
    };
  }

  /** Resolves at once unless a gate is set for the request. */
  async pass(request: SeenRequest, when: "before" | "after"): Promise<Passage> {
    const at = this.gates.findIndex((gate) => gate.when === when && matches(gate.match, request));
    const [gate] = at < 0 ? [] : this.gates.splice(at, 1);
    gate?.arrive(request);
    return gate?.released ?? "released";
  }

  draw(request: SeenRequest): DrawnFault | null {
    for (const entry of this.planned) {
      const { match, times = Number.POSITIVE_INFINITY, skip = 0 } = entry.fault;
      if (entry.hits >= times || !matches(match, request)) continue;
      entry.seen += 1;
      if (entry.seen <= skip) continue;
      entry.hits += 1;
      const { answer, when = "before", retryAfter = 60 } = entry.fault;
      return { answer, when, retryAfter };
    }
    return this.random?.(request) ?? null;
  }
}

export function matches(match: RequestMatcher, request: SeenRequest): boolean {
  if (typeof match === "function") return match(request);
  if (typeof match === "string") {
    return request.label === match || request.operation === match || request.fields.includes(match);
  }
  return match.test(request.label);
}
