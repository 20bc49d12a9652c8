import type { Assignment } from "../domain/assignment.ts";
import type { Campaign } from "../domain/campaign.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { Person } from "../domain/person.ts";
import type { RepositoryState } from "../domain/repository-state.ts";
import type { Role } from "../domain/roles.ts";
import type { RepositoryFiles } from "../domain/source-file.ts";
import type { PullRequestContents } from "../facts/contents.ts";
import type { LinkVerdict } from "../facts/link-verdict.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Messages } from "../messages/english/english.ts";
import type { Vouched } from "./standing.ts";

/** Everything that a check decides on. Pure data, but for `hasRole`: where that is not known yet it answers false. */
export interface CheckInput {
  readonly pr: PullRequestFacts;
  readonly contents: PullRequestContents;
  /** The diagrams that the pull request stands for. */
  readonly references: ReadonlySet<DiagramId>;
  /** So many diagrams are named that none is tracked; null: no more than may be. */
  readonly tooMany: number | null;
  /** Those of them that a maintainer only changes (colours, a formatter): nobody has to hold them. */
  readonly maintenance: ReadonlySet<DiagramId>;
  /** Who verified each of them as this pull request has it, if anybody did. */
  readonly verifications: ReadonlyMap<DiagramId, Assignment["verification"]>;
  /** What is ticked in the description, as far as a person vouches for it. */
  readonly vouched: readonly Vouched[];
  /** The default branch's files, and what they say. */
  readonly files: RepositoryFiles;
  readonly state: RepositoryState;
  /** The campaign as the batch leaves it. */
  readonly campaign: Campaign;
  /** What is known of the sources' addresses, by address; empty or absent where nobody looked. */
  readonly links?: ReadonlyMap<string, LinkVerdict>;
  /** The sentences, in the campaign's language. */
  readonly say: Messages;
  /** Of whoever has the login now; null: nobody; undefined: not known. Absent where nobody can ask GitHub. */
  readonly accountId?: (login: string) => number | null | undefined;
  readonly hasRole: (role: Role, person: Person) => boolean;
  /** The repository's own page, without a slash at the end. */
  readonly url: string;
  readonly trackerUrl: string;
}
