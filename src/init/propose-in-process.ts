/** The process in which the documents of strangers are imported: see `serve-parser.ts`. */
import { serveParser } from "../parse-process/serve-parser.ts";
import { proposeCampaign } from "./propose-campaign.ts";

serveParser(proposeCampaign);
