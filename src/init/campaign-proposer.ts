/**
 * What `init` would make of a repository, found where it cannot stop the server: the documents are anybody's, and an import
 * reads each of them several times.
 */
import { KillableParser } from "../parse-process/killable-parser.ts";
import type { ProposeInput, proposeCampaign } from "./propose-campaign.ts";

type Proposed = ReturnType<typeof proposeCampaign>;

/** The build turns this file and the process's into JavaScript, but no address in a string. */
const PROGRAM = new URL(
  `./propose-in-process${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`,
  import.meta.url,
);
const MILLISECONDS = 15_000;
const MEGABYTES = 384;

export class CampaignProposer {
  private readonly parser: KillableParser<ProposeInput, Proposed>;
  private readonly milliseconds: number;

  constructor({ milliseconds = MILLISECONDS }: { readonly milliseconds?: number } = {}) {
    this.parser = new KillableParser({
      program: PROGRAM,
      idleMilliseconds: 5_000,
      memoryMegabytes: MEGABYTES,
      // What was proposed once is not asked about again soon, and is large.
      sizeOf: () => 250_000,
    });
    this.milliseconds = milliseconds;
  }

  /** Null: it takes longer, or more memory, than it may. `owner`: whose turn it takes; that of one repository. */
  async propose(input: ProposeInput, owner: string): Promise<Proposed | null> {
    const asked = [{ key: JSON.stringify(input), request: input }];
    const [proposed = "unasked"] = await this.parser.parseAll(asked, {
      owner,
      milliseconds: this.milliseconds,
    });
    return typeof proposed === "string" ? null : proposed;
  }

  /** Ends the processes. A later call starts new ones. */
  close(): Promise<void> {
    return this.parser.close();
  }
}
