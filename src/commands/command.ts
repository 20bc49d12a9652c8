import type { Assignment } from "../domain/assignment.ts";
import type { Campaign } from "../domain/campaign.ts";
import type { Diagram } from "../domain/catalog.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { Ineligible } from "../domain/eligible.ts";
import type { Pause } from "../domain/pause.ts";
import type { Person } from "../domain/person.ts";
import type { PersonFacts, Role } from "../domain/roles.ts";
import { leastRole, type Refusal, type Status, type StatusEvent } from "../domain/status.ts";
import type { FileHistory } from "../facts/file-history.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Doing } from "../messages/english/diagram.ts";
import type { Messages } from "../messages/english/english.ts";
import type { Arguments } from "./arguments.ts";

/** A command that people write at the start of a line. The help, the reference and the parser are made from it. */
export type Command = DiagramCommand | CampaignCommand | QueryCommand;

interface Described {
  /** Without the slash, lower case. */
  readonly name: string;
  /** Other words that people use for it. */
  readonly aliases?: readonly string[];
  /** What people write to take it back, and what does so. Nobody is told the opposite of what they typed. */
  readonly undo?: { readonly names: readonly string[]; readonly how: (say: Messages["help"]) => string };
  /** What may follow the name, in the usual notation: `ID… [due DATE]`. */
  readonly usage: string;
  /** One clause that says what it does, for the help. */
  readonly summary: (say: Messages["help"]) => string;
  readonly example: string;
}

/** Does something to each diagram that it names. */
export interface DiagramCommand extends Described {
  readonly kind: "diagrams";
  /** What it does to a diagram. The status table says from where, to where and who may; then `decide` is asked. */
  readonly event: StatusEvent;
  /** What only the holder or a maintainer can do, where that is so. */
  readonly doing?: Doing;
  /** What follows the IDs is a text for people: `args.text`, without the IDs. No ID in it counts. */
  readonly endsInText?: boolean;
  /** Without IDs on a pull request: all diagrams that it stands for, not only a single one. */
  readonly takesAll?: boolean;
  /** On a pull request: whether that may carry more diagrams after it, so that it is looked at again. */
  readonly looksAgain?: boolean;
  /** What is wrong with the arguments as a whole, as a sentence; null when nothing is. */
  check?(args: Arguments, situation: Situation): string | null;
  /**
   * Chooses the diagrams when the arguments ask for that; null: they do not. `among`: those that they name, or null. A
   * sentence says why none can be chosen.
   */
  choose?(
    args: Arguments,
    situation: Situation,
    among: ReadonlySet<Diagram> | null,
  ): readonly Diagram[] | string | null;
  /** The table lets it through, and `to` is where it leads. */
  decide(target: Target, to: Status, args: Arguments, situation: Situation): Verdict;
  /** What it says when the table refuses it; null: what is usually said. */
  refused?(why: Refusal, target: Target, args: Arguments, situation: Situation): Verdict | null;
}

/** A diagram, and its assignment as the commands before left it. */
export interface Target {
  readonly diagram: Diagram;
  readonly now: Assignment;
}

/** Does something to the campaign as a whole. */
export interface CampaignCommand extends Described {
  readonly kind: "campaign";
  readonly role: Role;
  /** `pause`: what it makes of that; absent: it leaves it as it is. `issues`: diagrams for which one is to be opened. `onboard`: a campaign is to be offered. */
  run(
    args: Arguments,
    situation: Situation,
  ): {
    readonly text: string;
    readonly pause?: Pause | null;
    readonly issues?: readonly DiagramId[];
    readonly onboard?: true;
  };
}

/** Answers with Markdown and changes nothing. */
export interface QueryCommand extends Described {
  readonly kind: "query";
  answer(args: Arguments, situation: Situation): string;
}

/** The role without which the command is refused outright. */
export function roleOf(command: Command): Role {
  if (command.kind === "query") return "contributor";
  return command.kind === "campaign" ? command.role : leastRole(command.event);
}

/** What a command sees: the campaign as the commands before it left it, and who asks, where. */
export interface Situation {
  readonly campaign: Campaign;
  /** Assignments of diagrams that somebody holds, and that the catalog names no more. */
  readonly gone: ReadonlyMap<DiagramId, Assignment>;
  /** Null: the campaign goes on. */
  readonly pause: Pause | null;
  readonly actor: Person;
  /** The sentences, in the campaign's language. */
  readonly say: Messages;
  /** ISO instant of the comment. */
  readonly writtenAt: string;
  readonly thread: { readonly number: number; readonly onPullRequest: boolean; readonly title: string };
  /** The page of the tracker document, for links. */
  readonly trackerUrl: string;
  /** The page that says how a diagram is made; null: none is configured. */
  readonly guideUrl: string | null;
  /** Every command there is, for the help. */
  readonly commands: readonly Command[];
  /** Diagrams whose file cannot be read: nobody is given one of them. */
  isBroken(diagram: Diagram): boolean;
  /** A sentence about the whole catalog, with what keeps it from being whole. */
  aboutCatalog(text: string): string;
  /** Of a name that is not there; `otherwise` where the catalog is whole. */
  notFound(typed: string, otherwise: string): string;
  isBlocked(person: Person): boolean;
  /** Whether the actor has the role. Where that is not known yet the answer is no, and the batch is decided again. */
  may(role: Role): boolean;
  /** Null while not known; the batch is decided again with the facts. */
  person(person: Person): PersonFacts | null;
  /** What it means that the actor verifies the diagram as it stands. */
  verifying(now: Assignment): Verifying;
  /** The repository's page, the base of links. */
  readonly url: string;
  /** The commits that touched the diagram's file, and their page; null while not known, and where there is none. */
  fileHistory(id: DiagramId): (FileHistory & { readonly page: string }) | null;
  /** Null while not known or when there is none of this number; the batch is decided again with the facts. */
  pullRequest(number: number): PullRequestFacts | null;
}

export interface Verifying {
  /** Null: the actor may. */
  readonly why: Ineligible | null;
  /** What is noted of the drawing that stands there now. */
  readonly seen: Pick<Assignment["verification"], "verified_drawing" | "verified_commit">;
}

/**
 * What became of one diagram. `done` changed something, `same` found it so already, `refused` says why not. The text
 * goes on from "**G-LIN-FL** Flow Diagram: ", says what happened and what to do next, and is Markdown.
 */
export interface Verdict {
  readonly outcome: "done" | "same" | "refused";
  /** A function where it depends on what the rest of the comment does. */
  readonly text: string | (() => string);
  /** It is about the person, so that several diagrams that it is said of share one line. */
  readonly isOfPerson?: boolean;
  readonly change?: Assignment;
}

export const done = (change: Assignment, text: string): Verdict => ({ outcome: "done", change, text });
export const same = (text: string): Verdict => ({ outcome: "same", text });
export const refuse = (text: Verdict["text"]): Verdict => ({ outcome: "refused", text });
export const refusePerson = (text: string): Verdict => ({ outcome: "refused", text, isOfPerson: true });
