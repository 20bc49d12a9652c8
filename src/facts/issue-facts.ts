import type { DiagramId } from "../domain/diagram-id.ts";
import type { Person } from "../domain/person.ts";

/** An issue as it is now, with what happened in its sidebar. */
export interface IssueFacts {
  readonly number: number;
  /** GitHub's name of it for changes. */
  readonly nodeId: string;
  readonly title: string;
  /** The diagram for which the bot opened it; null: somebody else did, or it is for something else. */
  readonly openedFor: DiagramId | null;
  readonly state: "open" | "closed";
  readonly assignees: readonly Person[];
  readonly labels: readonly LabelFacts[];
  /** Oldest first; the last hundred of them. */
  readonly changes: readonly SidebarChange[];
}

export interface LabelFacts {
  readonly id: string;
  readonly name: string;
}

/** What somebody did beside an issue's text, as its timeline tells it. */
export interface SidebarChange {
  /** GitHub's name of it, the same at every reading. */
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly what: "assigned" | "unassigned" | "labeled" | "unlabeled" | "closed" | "reopened";
  /** Null: an account that is gone. */
  readonly by: Person | null;
  /** The bot itself did it. */
  readonly isOurs: boolean;
  /** Another program did it. */
  readonly isByBot: boolean;
  /** Who was assigned or is no more; null for a bot, an organization, and for what is about nobody. */
  readonly person: Person | null;
  /** Name of the label; null: it is about none. */
  readonly label: string | null;
}

/** The repository's labels, as far as they were read. */
export interface KnownLabels {
  /** Name in lower case → GitHub's name of it for changes; null: there is none. */
  readonly ids: ReadonlyMap<string, string | null>;
  /** What is not among them is not there. */
  readonly isWhole: boolean;
}
