/**
 * Reads blobs by their OIDs, up to 100 in one GraphQL query. Each text is checked against its OID: GraphQL is reported to
 * cut at 512,000 bytes, and it is not known what it does to other encodings. What does not fit is read over REST.
 */
import { ask } from "./ask.ts";
import { pathOf, type RepositoryClient } from "./client.ts";
import { blobOid } from "./git-sha.ts";

const BLOBS_PER_QUERY = 100;
const BYTES_PER_QUERY = 1_000_000;
/** Above this GraphQL is not even asked. */
const GRAPHQL_BYTES = 512_000;
const PARALLEL = 4;

export interface WantedBlob {
  readonly oid: string;
  /** 0 where the size is not known. */
  readonly size: number;
}

export async function readBlobs(
  repo: RepositoryClient,
  wanted: readonly WantedBlob[],
): Promise<Map<string, string>> {
  const once = [...new Map(wanted.map((blob) => [blob.oid, blob])).values()];
  const texts = new Map<string, string>();
  const large = once.filter(({ size }) => size > GRAPHQL_BYTES).map(({ oid }) => oid);
  const batches = chunk(once.filter(({ size }) => size <= GRAPHQL_BYTES));
  await inParallel(batches, async (oids) => {
    const found = await readByGraphql(repo, oids);
    for (const oid of oids) {
      const text = found.get(oid) ?? null;
      if (text === null) large.push(oid);
      else texts.set(oid, text);
    }
  });
  await inParallel(large, async (oid) => {
    texts.set(oid, await readByRest(repo, oid));
  });
  return texts;
}

function chunk(blobs: readonly WantedBlob[]): string[][] {
  const chunks: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const { oid, size } of blobs) {
    const last = chunks.at(-1);
    if (last && last.length < BLOBS_PER_QUERY && bytes + size <= BYTES_PER_QUERY) {
      last.push(oid);
      bytes += size;
    } else {
      chunks.push([oid]);
      bytes = size;
    }
  }
  return chunks;
}

async function readByGraphql(
  { client, repository }: RepositoryClient,
  oids: readonly string[],
): Promise<Map<string, string>> {
  const declared = oids.map((_, at) => `$o${at}: GitObjectID!`).join(", ");
  const fields = oids.map((_, at) => `o${at}: object(oid: $o${at}) { ... on Blob { text isTruncated } }`);
  const document = `query ReadBlobs($owner: String!, $name: String!, ${declared}) {
  repository(owner: $owner, name: $name) {
    ${fields.join("\n    ")}
  }
}`;
  const variables = Object.fromEntries(oids.map((oid, at) => [`o${at}`, oid]));
  const answer = await ask<BlobsAnswer>(client, document, { ...repository, ...variables });
  const texts = new Map<string, string>();
  for (const [at, oid] of oids.entries()) {
    const blob = answer.repository[`o${at}`];
    if (typeof blob?.text !== "string" || blob.isTruncated) continue;
    // Repositories with SHA-256 names are taken at their word.
    if (oid.length !== 40 || blobOid(blob.text) === oid) texts.set(oid, blob.text);
  }
  return texts;
}

interface BlobsAnswer {
  readonly repository: Readonly<Record<string, { text?: string | null; isTruncated?: boolean } | null>>;
}

/** Up to 100 MB. Bytes that are no UTF-8 become replacement characters; the parsers refuse those. */
async function readByRest({ client, repository }: RepositoryClient, file_sha: string): Promise<string> {
  const { data } = await client.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
    ...pathOf(repository),
    file_sha,
  });
  return Buffer.from(data.content, "base64").toString("utf8");
}

async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lanes = Array.from({ length: Math.min(PARALLEL, items.length) }, async () => {
    for (const item of queue) await run(item);
  });
  await Promise.all(lanes);
}
