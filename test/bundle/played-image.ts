import { chmod, chown, copyFile, cp, lstat, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

/** What the image's user is in it: `node`. */
const NODE_USER = 1000;

/** A folder that has what the image has, where nobody but root may write but where the image's user may. */
export interface PlayedImage {
  /** The image's working folder. */
  readonly app: string;
  /** What the image sets. */
  readonly env: Readonly<Record<string, string>>;
  /** What a container runs, and how it is asked whether it lives. */
  readonly command: readonly [string, ...string[]];
  readonly health: readonly [string, ...string[]];
  /** The command of the command line. */
  readonly cli: string;
  /** Who runs it; undefined: this user, who is not root and may write no more than the image's. */
  readonly uid: number | undefined;
}

/**
 * Plays what the Dockerfile's last stage does to the image, below `folder`. `build`: what stands for `/build`, where its first
 * stage works.
 */
export async function playImage(
  dockerfile: string,
  { folder, build }: { readonly folder: string; readonly build: string },
): Promise<PlayedImage> {
  const stage = dockerfile.split(/^FROM .*$/m).at(-1) ?? "";
  const said = (instruction: string) =>
    [...stage.matchAll(new RegExp(`^${instruction} (.+)$`, "gm"))].map(([, rest = ""]) => rest);
  const [workdir = ""] = said("WORKDIR");
  const app = join(folder, workdir);
  // Whoever is not root has to be let in from above, too.
  await chmod(folder, 0o755);
  await mkdir(app, { recursive: true });
  for (const line of said("COPY")) {
    const [, from = "", to = ""] = /^--from=build \/build\/(\S+) (\S+)$/.exec(line) ?? [];
    await cp(join(build, from), join(app, to), { recursive: true });
  }
  const [run = ""] = said("RUN");
  const [, data = ""] = /mkdir -m 700 (\S+) && chown node:node \1$/.exec(run) ?? [];
  const [, linked = ""] = /^ln -s \/app\/(\S+) \/usr\/local\/bin\/diagram-tracker /.exec(run) ?? [];
  // The image's own Node, since this one may lie where other users may not look.
  const node = join(folder, "node");
  await copyFile(process.execPath, node);
  const uid = process.getuid?.() === 0 ? NODE_USER : undefined;
  await forbidWriting(app);
  if (uid === undefined) await chmod(app, 0o755);
  await mkdir(join(app, data), { mode: 0o700 });
  if (uid === undefined) await chmod(app, 0o555);
  else await chown(join(app, data), uid, uid);
  const withNode = ([program, ...args]: string[]): [string, ...string[]] => [
    program === "node" ? node : String(program),
    ...args,
  ];
  return {
    app,
    env: readEnv(said("ENV").join(" "), workdir, app),
    command: withNode(JSON.parse(said("CMD")[0] ?? "[]")),
    health: withNode(JSON.parse(/CMD (\[.*\])$/.exec(said("HEALTHCHECK")[0] ?? "")?.[1] ?? "[]")),
    cli: join(app, linked),
    uid,
  };
}

function readEnv(line: string, workdir: string, app: string): Record<string, string> {
  const pairs = line.split(" ").map((pair) => pair.split("=", 2));
  return Object.fromEntries(
    pairs.map(([name, value = ""]) => [name, value.replace(`${workdir}/`, `${app}/`)]),
  );
}

async function forbidWriting(path: string): Promise<void> {
  const found = await lstat(path);
  if (found.isDirectory()) for (const name of await readdir(path)) await forbidWriting(join(path, name));
  await chmod(path, found.mode & 0o555);
}
