/** What reads the texts of strangers, each in processes that can be killed. */
import { CampaignProposer } from "./init/campaign-proposer.ts";
import { MermaidParser } from "./mermaid/mermaid-parser.ts";
import { PageParser } from "./pages/page-parser.ts";
import { YamlParser } from "./yaml/yaml-parser.ts";

export interface Parsers {
  readonly mermaid: MermaidParser;
  readonly pages: PageParser;
  readonly yaml: YamlParser;
  readonly campaigns: CampaignProposer;
}

/** Their processes start with the first text for each. */
export function createParsers(): Parsers {
  return {
    mermaid: new MermaidParser(),
    pages: new PageParser(),
    yaml: new YamlParser(),
    campaigns: new CampaignProposer(),
  };
}

/** Ends their processes. */
export async function closeParsers(parsers: Parsers): Promise<void> {
  await Promise.all(Object.values(parsers).map((parser) => parser.close()));
}
