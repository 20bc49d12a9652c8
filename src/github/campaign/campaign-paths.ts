import { CONFIG_PATH, type Config, OTHER_CONFIG_PATH } from "../../domain/config.ts";
import type { NotRead } from "../../domain/source-file.ts";

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
  /** What else stands there. */
  readonly notRead: readonly NotRead[];
}

interface Entry {
  readonly oid: string;
  readonly type: string;
  /** As a number: git's `120000`, in octal, is a symbolic link. */
  readonly mode: number;
}

/** GraphQL fields of a Commit that ask for the entries; paths go in as variables, since they are anybody's text. */
export function campaignFields({ tracker }: CampaignPaths): string {
  const trackers = tracker.map((_, at) => `tracker${at}: file(path: $tracker${at}) { oid type mode }`);
  return [
    "config: file(path: $config) { oid type mode }",
    "otherConfig: file(path: $otherConfig) { oid type mode }",
    "catalog: file(path: $catalog) { oid type mode }",
    "assignments: file(path: $assignments) { oid type mode }",
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

const LINK = 0o120000;

/** Folders count where a folder is expected, files where a file is; links and submodules nowhere. */
export function readEntries(answer: CampaignAnswer, paths: CampaignPaths): CampaignEntries {
  const { notRead: ofConfig, ...config } = readConfigEntries(answer);
  const notRead: NotRead[] = [...ofConfig];
  const read = entriesIn(answer, notRead);
  const entries = {
    ...config,
    catalog: read("catalog", "tree", { path: paths.catalog, role: "catalog" }),
    assignments: read("assignments", "tree", { path: paths.assignments, role: "assignments" }),
    trackers: paths.tracker.map((path, at) => read(`tracker${at}`, "blob", { path, role: "tracker" })),
  };
  return { ...entries, notRead };
}

/** Those of the configuration alone. */
export function readConfigEntries(
  answer: CampaignAnswer,
): Pick<CampaignEntries, "config" | "otherConfig" | "notRead"> {
  const notRead: NotRead[] = [];
  const read = entriesIn(answer, notRead);
  const config = read("config", "blob", { path: CONFIG_PATH, role: "config" });
  const otherConfig = read("otherConfig", "blob", { path: OTHER_CONFIG_PATH, role: "config" });
  return { config, otherConfig, notRead };
}

function entriesIn(answer: CampaignAnswer, notRead: NotRead[]) {
  return (name: string, type: "blob" | "tree", { path, role }: Omit<NotRead, "is">): Entry | null => {
    const entry = answer[name];
    if (!isEntry(entry)) return null;
    if (entry.type === type && entry.mode !== LINK) return entry;
    notRead.push({ path, role, is: whatIs(entry) });
    return null;
  };
}

function whatIs({ type, mode }: Entry): NotRead["is"] {
  if (mode === LINK) return "link";
  return type === "commit" ? "submodule" : type === "tree" ? "folder" : "file";
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && "oid" in value && "type" in value;
}
