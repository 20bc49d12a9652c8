/** Reads blobs by their OIDs, up to 100 in one GraphQL query. What GraphQL does not give whole is read over REST. */
import { decodeText, type FileText, tooLarge } from "../../domain/decode-text.ts";
import { ask } from "../client/ask.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { type BlobAnswer, fetchBlob, textOfBlob } from "./blob.ts";

const BLOBS_PER_QUERY = 100;
const BYTES_PER_QUERY = 1_000_000;
/** Above this GraphQL is not even asked. */
const GRAPHQL_BYTES = 512_000;
const PARALLEL = 4;
/** GitHub takes about 40 MB in one commit, so a larger document could not be written back. */
const MOST_BYTES = 40_000_000;

export interface WantedBlob {
  readonly oid: string;
  /** 0 where the size is not known. */
  readonly size: number;
}

export async function readBlobs(
  repo: RepositoryClient,
  wanted: readonly WantedBlob[],
): Promise<Map<string, FileText>> {
  const once = [...new Map(wanted.map((blob) => [blob.oid, blob])).values()];
  const texts = new Map<string, FileText>();
  const large = once.filter(({ size }) => size > GRAPHQL_BYTES);
  const batches = chunk(once.filter(({ size }) => size <= GRAPHQL_BYTES));
  await inParallel(batches, async (oids) => {
    const found = await readByGraphql(repo, oids);
    for (const oid of oids) {
      const { text = null, size = 0 } = found.get(oid) ?? {};
      if (text === null) large.push({ oid, size });
      else texts.set(oid, { text });
    }
  });
  await inParallel(large, async ({ oid, size }) => {
    const isTooLarge = size > MOST_BYTES;
    texts.set(oid, isTooLarge ? tooLarge(size, MOST_BYTES) : decodeText(await fetchBlob(repo, oid)));
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
): Promise<Map<string, { readonly text: string | null; readonly size: number }>> {
  const declared = oids.map((_, at) => `$o${at}: GitObjectID!`).join(", ");
  const fields = oids.map(
    (_, at) => `o${at}: object(oid: $o${at}) { ... on Blob { text isTruncated byteSize } }`,
  );
  const document = `query ReadBlobs($owner: String!, $name: String!, ${declared}) {
  repository(owner: $owner, name: $name) {
    ${fields.join("\n    ")}
  }
}`;
  const variables = Object.fromEntries(oids.map((oid, at) => [`o${at}`, oid]));
  const answer = await ask<BlobsAnswer>(client, document, { ...repository, ...variables });
  const found = new Map<string, { readonly text: string | null; readonly size: number }>();
  for (const [at, oid] of oids.entries()) {
    const blob = answer.repository[`o${at}`];
    // Zero bytes are judged where all other bytes are.
    const text = blob ? textOfBlob(oid, blob) : null;
    found.set(oid, { text: text?.includes("\0") ? null : text, size: blob?.byteSize ?? 0 });
  }
  return found;
}

interface BlobsAnswer {
  readonly repository: Readonly<Record<string, BlobAnswer | null>>;
}

/** A few at a time: of those there are a handful, and a library for it would be as long as this. */
async function inParallel<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lanes = Array.from({ length: Math.min(PARALLEL, items.length) }, async () => {
    for (const item of queue) await run(item);
  });
  await Promise.all(lanes);
}
