import { execFile } from "node:child_process";
import { chmod, chown, copyFile, cp, lstat, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

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
  /** The folder of the image's own commands. */
  readonly bin: string;
  /** Who runs it; undefined: this user, who is not root and may write no more than the image's. */
  readonly uid: number | undefined;
}

/**
 * Plays below `folder` what the Dockerfile does to the image. `build`: where its first stage has made the bundle; what that
 * stage does afterwards is done there.
 */
export async function playImage(
  dockerfile: string,
  { folder, build }: { readonly folder: string; readonly build: string },
): Promise<PlayedImage> {
  const [first = "", last = ""] = dockerfile.split(/^FROM .*$/m).slice(1);
  const [, ...after] = said(first, "RUN").slice(said(first, "RUN").indexOf("node src/bundle/main.ts"));
  for (const line of after) await run("sh", ["-ec", line], { cwd: build });
  const [workdir = ""] = said(last, "WORKDIR");
  const app = join(folder, workdir);
  const uid = process.getuid?.() === 0 ? NODE_USER : undefined;
  await mkdir(app, { recursive: true });
  const owned: string[] = [];
  for (const line of said(last, "COPY")) {
    const [, chowned, from = "", to = ""] =
      /^--from=build (--chown=node:node )?\/build\/(\S+) (\S+)$/.exec(line) ?? [];
    const target = to.startsWith("/") ? join(folder, to) : join(app, to);
    await cp(join(build, from), target, { recursive: true, verbatimSymlinks: true });
    if (chowned) owned.push(...(await readdir(join(build, from))).map((name) => join(target, name)));
  }
  // The image's own Node, since this one may lie where other users may not look.
  const node = join(folder, "node");
  await copyFile(process.execPath, node);
  await forbidWriting(app, owned);
  if (uid !== undefined) for (const path of owned) await chown(path, uid, uid);
  // Whoever is not root has to be let in from above, too.
  await chmod(folder, 0o755);
  return {
    app,
    env: readEnv(said(last, "ENV").join(" "), workdir, app),
    command: withNode(node, JSON.parse(said(last, "CMD")[0] ?? "[]")),
    health: withNode(node, JSON.parse(/CMD (\[.*\])$/.exec(said(last, "HEALTHCHECK")[0] ?? "")?.[1] ?? "[]")),
    bin: join(folder, "usr/local/bin"),
    uid,
  };
}

function said(stage: string, instruction: string): string[] {
  return [...stage.matchAll(new RegExp(`^${instruction} (.+)$`, "gm"))].map(([, rest = ""]) => rest);
}

function withNode(node: string, [program = "", ...args]: string[]): [string, ...string[]] {
  return [program === "node" ? node : program, ...args];
}

function readEnv(line: string, workdir: string, app: string): Record<string, string> {
  const pairs = line.split(" ").map((pair) => pair.split("=", 2));
  return Object.fromEntries(
    pairs.map(([name, value = ""]) => [name, value.replace(`${workdir}/`, `${app}/`)]),
  );
}

async function forbidWriting(path: string, except: readonly string[]): Promise<void> {
  if (except.includes(path)) return;
  const found = await lstat(path);
  if (found.isDirectory())
    for (const name of await readdir(path)) await forbidWriting(join(path, name), except);
  await chmod(path, found.mode & 0o555);
}
