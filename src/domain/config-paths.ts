/**
 * Where a campaign's files may lie. A path is refused where writing or reading there would touch git's own files, what
 * GitHub runs, or files of another kind: a catalog that is read as assignments, a tracker that counts as a drawing.
 */
import { z } from "zod";
import { EXPECTED, type FindingText, found, type Overlap } from "./findings.ts";

const WORKFLOWS = ".github/workflows";

/** A path in the repository, of a file or a folder, without a slash at its end. */
export const repositoryPath = z
  .string()
  .min(1)
  .max(200)
  .regex(
    /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))(?!.*\/\/)[^\\\u0000-\u001f\u007f-\u009f]*[^/\\\u0000-\u001f\u007f-\u009f]$/u,
    EXPECTED.path,
  );

export interface ConfiguredPaths {
  readonly catalog: string;
  readonly assignments: string;
  readonly diagrams: string;
  readonly tracker: readonly string[];
  /** Nothing is written there, and it is nobody's place. */
  readonly guide?: string | undefined;
}

interface CampaignPath {
  readonly key: keyof ConfiguredPaths;
  readonly path: string;
  /** Where in the configuration it stands. */
  readonly at: readonly (string | number)[];
}

/**
 * Adds a problem for each place that is not the campaign's, and for each two that touch each other: at the one that is
 * written in the file and is no default. `configFile`: where the configuration itself lies.
 */
export function refusePaths(
  paths: ConfiguredPaths,
  { defaults, configFile }: { readonly defaults: ConfiguredPaths; readonly configFile: string },
  context: z.core.$RefinementCtx<unknown>,
): void {
  const keysOf = ({ at }: CampaignPath) => ["paths", ...at].join(".");
  const refuse = ({ at }: CampaignPath, { message, finding }: FindingText) =>
    context.addIssue({ code: "custom", path: [...at], message, params: { finding } });
  const share = (one: CampaignPath, there: string, key: string | null) =>
    refuse(one, found("shared", keysOf(one), relate(one.path, there), { here: one.path, there, key }));
  const isWritten = ({ key, path }: CampaignPath) => ![defaults[key]].flat().includes(path);
  const seen: CampaignPath[] = [];
  for (const one of pathsOf(paths)) {
    const foreign = whyForeign(one.path, keysOf(one));
    if (foreign !== null) {
      refuse(one, foreign);
      continue;
    }
    if (one.key === "guide") continue;
    if (overlap(one.path, configFile)) share(one, configFile, null);
    for (const earlier of seen.filter(({ path }) => overlap(one.path, path))) {
      const [told, other] = isWritten(one) ? [one, earlier] : [earlier, one];
      share(told, other.path, `paths.${other.key}`);
    }
    seen.push(one);
  }
}

function pathsOf({ catalog, assignments, diagrams, tracker, guide }: ConfiguredPaths): CampaignPath[] {
  const single = Object.entries({ catalog, assignments, diagrams, guide }) as [
    keyof ConfiguredPaths,
    string | undefined,
  ][];
  return [
    ...single.flatMap(([key, path]): CampaignPath[] =>
      path === undefined ? [] : [{ key, path, at: [key] }],
    ),
    ...tracker.map((path, index): CampaignPath => {
      return { key: "tracker", path, at: tracker.length === 1 ? ["tracker"] : ["tracker", index] };
    }),
  ];
}

function whyForeign(path: string, keys: string): FindingText | null {
  if (isGitsOwn(path)) return found("gitsOwn", keys);
  return overlap(path, WORKFLOWS) ? found("workflows", keys, WORKFLOWS) : null;
}

function relate(path: string, other: string): Overlap {
  const [one, two] = [fold(path), fold(other)];
  if (path === other) return "same";
  if (one === two) return "same-on-many";
  return one.startsWith(`${two}/`) ? "inside" : "around";
}

/** Whether they are the same, or one lies inside the other. */
function overlap(path: string, other: string): boolean {
  const [one, two] = [fold(path), fold(other)];
  return one === two || one.startsWith(`${two}/`) || two.startsWith(`${one}/`);
}

/** Names that a git client refuses, or takes for `.git`: on Windows, on macOS, and as it is (git's `core.protectHFS`). */
function isGitsOwn(path: string): boolean {
  return fold(path)
    .split("/")
    .some((name) => /^(?:\.git|git~1)$/.test(name.split(":", 1)[0] ?? ""));
}

/** What a file system may take for the same name: case, composed letters, invisible characters, dots and spaces at ends. */
function fold(path: string): string {
  return path
    .normalize("NFKC")
    .replaceAll(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, "")
    .toLowerCase()
    .split("/")
    .map(withoutEnd)
    .join("/");
}

function withoutEnd(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === "." || name[end - 1] === " ")) end -= 1;
  return name.slice(0, end);
}
