import { CONFIG_PATH, type Config, OTHER_CONFIG_PATH } from "../../domain/config.ts";

/** Where a repository keeps its campaign, as its configuration says. */
export type CampaignPaths = Pick<Config["paths"], "catalog" | "assignments" | "tracker">;

/** What a commit has at each of the campaign's paths. */
export interface CampaignEntries {
  readonly config: Entry | null;
  /** Under its other name. */
  readonly otherConfig: Entry | null;
  readonly catalog: Entry | null;
  readonly assignments: Entry | null;
  /** As many as the paths name. */
  readonly trackers: readonly (Entry | null)[];
}

interface Entry {
  readonly oid: string;
  readonly type: string;
}

/** GraphQL fields of a Commit that ask for the entries; paths go in as variables, since they are anybody's text. */
export function campaignFields({ tracker }: CampaignPaths): string {
  const trackers = tracker.map((_, at) => `tracker${at}: file(path: $tracker${at}) { oid type }`);
  return [
    "config: file(path: $config) { oid type }",
    "otherConfig: file(path: $otherConfig) { oid type }",
    "catalog: file(path: $catalog) { oid type }",
    "assignments: file(path: $assignments) { oid type }",
    ...trackers,
  ].join("\n");
}

export function campaignParameters({ tracker }: CampaignPaths): string {
  const names = [
    "config",
    "otherConfig",
    "catalog",
    "assignments",
    ...tracker.map((_, at) => `tracker${at}`),
  ];
  return names.map((name) => `$${name}: String!`).join(", ");
}

export function campaignVariables({ catalog, assignments, tracker }: CampaignPaths): Record<string, string> {
  const trackers = tracker.map((path, at) => [`tracker${at}`, path] as const);
  return {
    config: CONFIG_PATH,
    otherConfig: OTHER_CONFIG_PATH,
    catalog,
    assignments,
    ...Object.fromEntries(trackers),
  };
}

export type CampaignAnswer = Readonly<Record<string, unknown>>;

/** Folders count where a folder is expected, files where a file is. */
export function readEntries(answer: CampaignAnswer, { tracker }: CampaignPaths): CampaignEntries {
  const read = (name: string, type: string) => {
    const entry = answer[name];
    return isEntry(entry) && entry.type === type ? entry : null;
  };
  return {
    config: read("config", "blob"),
    otherConfig: read("otherConfig", "blob"),
    catalog: read("catalog", "tree"),
    assignments: read("assignments", "tree"),
    trackers: tracker.map((_, at) => read(`tracker${at}`, "blob")),
  };
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && "oid" in value && "type" in value;
}
