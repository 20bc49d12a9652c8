/**
 * Git's objects with their true names: SHA-1 over "<kind> <length>\0<content>", so that every OID equals the one that
 * `git hash-object`, `git write-tree` and `git commit-tree` give.
 */
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** Plain, executable, symbolic link, submodule, folder. */
export type Mode = "100644" | "100755" | "120000" | "160000" | "40000";

export interface Blob {
  readonly kind: "blob";
  readonly oid: string;
  readonly bytes: Buffer;
}

export interface TreeEntry {
  readonly name: string;
  readonly mode: Mode;
  readonly oid: string;
}

export interface Tree {
  readonly kind: "tree";
  readonly oid: string;
  /** In git's order. */
  readonly entries: readonly TreeEntry[];
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch, written in UTC. */
  readonly at: number;
}

export interface CommitContent {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** GitHub made it and put its own signature on it; what is pushed has none. The signature is not part of the OID here. */
  readonly signedByGitHub?: boolean;
}

export interface Commit extends CommitContent {
  readonly kind: "commit";
  readonly oid: string;
  /** One more than the highest of its parents: orders history where dates are equal. */
  readonly generation: number;
}

export type GitObject = Blob | Tree | Commit;

export class ObjectStore {
  private readonly objects = new Map<string, GitObject>();
  // A folder of 20,000 files is a new tree with every commit: the index is kept for the latest only.
  private readonly indexes = new LRUCache<string, ReadonlyMap<string, TreeEntry>>({ max: 100 });

  get(oid: string): GitObject | undefined {
    return this.objects.get(oid);
  }

  blob(oid: string): Blob {
    return expectKind(this.objects.get(oid), "blob", oid);
  }

  tree(oid: string): Tree {
    return expectKind(this.objects.get(oid), "tree", oid);
  }

  commit(oid: string): Commit {
    return expectKind(this.objects.get(oid), "commit", oid);
  }

  writeBlob(content: string | Uint8Array): Blob {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content);
    const oid = hash("blob", bytes);
    return this.keep({ kind: "blob", oid, bytes });
  }

  /** The entries of a tree by their names. */
  entriesOf(oid: string): ReadonlyMap<string, TreeEntry> {
    const known = this.indexes.get(oid);
    if (known !== undefined) return known;
    const index = new Map(this.tree(oid).entries.map((entry) => [entry.name, entry]));
    this.indexes.set(oid, index);
    return index;
  }

  /** The entries may come in any order; git's own is by bytes, with a folder sorted as if its name ended in "/". */
  writeTree(entries: Iterable<TreeEntry>): Tree {
    const sorted = sortEntries([...entries]);
    return this.keep({ kind: "tree", oid: hash("tree", encodeTree(sorted)), entries: sorted });
  }

  writeCommit(facts: CommitContent): Commit {
    const lines = [
      `tree ${facts.tree}`,
      ...facts.parents.map((parent) => `parent ${parent}`),
      `author ${encodeSignature(facts.author)}`,
      `committer ${encodeSignature(facts.committer)}`,
      "",
      facts.message,
    ];
    const oid = hash("commit", Buffer.from(lines.join("\n"), "utf8"));
    const generation = 1 + Math.max(0, ...facts.parents.map((parent) => this.commit(parent).generation));
    return this.keep({ kind: "commit", oid, generation, ...facts });
  }

  private keep<T extends GitObject>(object: T): T {
    const known = this.objects.get(object.oid);
    if (known !== undefined) return known as T;
    this.objects.set(object.oid, object);
    return object;
  }
}

function expectKind<K extends GitObject["kind"]>(
  object: GitObject | undefined,
  kind: K,
  oid: string,
): Extract<GitObject, { kind: K }> {
  if (object?.kind !== kind)
    throw new Error(`${oid} is ${object?.kind ?? "not in this repository"}, not a ${kind}`);
  return object as Extract<GitObject, { kind: K }>;
}

function hash(kind: GitObject["kind"], content: Buffer): string {
  return createHash("sha1").update(`${kind} ${content.length}\0`).update(content).digest("hex");
}

function encodeTree(entries: readonly TreeEntry[]): Buffer {
  let length = 0;
  for (const entry of entries) length += entry.mode.length + 22 + Buffer.byteLength(entry.name);
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const entry of entries) {
    at += bytes.write(`${entry.mode} ${entry.name}\0`, at, "utf8");
    at += bytes.write(entry.oid, at, "hex");
  }
  return bytes;
}

function encodeSignature({ name, email, at }: Signature): string {
  return `${name} <${email}> ${at} +0000`;
}

/** Compares UTF-16, which is the bytes' order except for surrogates: those come before U+E000 here, after it there. */
function sortEntries(entries: TreeEntry[]): TreeEntry[] {
  if (entries.some(({ name }) => /[\ud800-\udfff]/.test(name))) {
    return entries.sort((a, b) => Buffer.compare(Buffer.from(sortName(a)), Buffer.from(sortName(b))));
  }
  return entries.sort((a, b) => {
    const left = sortName(a);
    const right = sortName(b);
    return left < right ? -1 : left > right ? 1 : 0;
  });
}

function sortName({ name, mode }: TreeEntry): string {
  return mode === "40000" ? `${name}/` : name;
}
