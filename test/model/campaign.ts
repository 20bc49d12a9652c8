import { IDS, type Id } from "./world.ts";

export interface Verified {
  readonly by: string;
  readonly isCommand: boolean;
  /** The drawings that were seen, and the commit where they were. */
  readonly text: string;
  readonly commit?: string | undefined;
  /** What all drawings said there, whosever they are. */
  readonly there?: readonly string[];
}

export interface Diagram {
  status: "pending" | "in_progress" | "review" | "complete";
  holder: string | null;
  pr: number | null;
  /** The pull request that alone made the claim. */
  byPull: number | null;
  verified: Verified | null;
  /** Where it was claimed by command. */
  thread: number | null;
  /** Merged pull requests that complete it no more. */
  superseded: readonly number[];
  /** Pull requests that were open when it was given back: they need not claim it again (section 12). */
  givenBackBeside: readonly number[];
  /** Its holder said /start or /review, which the specification lists without an effect. */
  isMovedByHand: boolean;
}

export interface Campaign {
  readonly diagrams: Readonly<Record<Id, Diagram>>;
  /** What each merged pull request brought when it was first seen merged. */
  readonly brought: Map<number, readonly Id[]>;
  /** What each merged pull request took back. */
  readonly undid: Map<number, readonly Id[]>;
}

/** One of the options, each of which the specification allows. The same question in one batch has one answer. */
export type Choose = <T>(options: readonly T[], about: string) => T;

export function newCampaign(): Campaign {
  const pending = (): Diagram => ({
    status: "pending",
    holder: null,
    pr: null,
    byPull: null,
    verified: null,
    thread: null,
    superseded: [],
    givenBackBeside: [],
    isMovedByHand: false,
  });
  return {
    diagrams: Object.fromEntries(IDS.map((id) => [id, pending()])) as Record<Id, Diagram>,
    brought: new Map(),
    undid: new Map(),
  };
}

export function copyOf({ diagrams, brought, undid }: Campaign): Campaign {
  return {
    diagrams: Object.fromEntries(IDS.map((id) => [id, { ...diagrams[id] }])) as Record<Id, Diagram>,
    brought: new Map(brought),
    undid: new Map(undid),
  };
}
