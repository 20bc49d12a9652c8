/**
 * Blobs as GitHub shows them: GraphQL is reported to cut texts at 512,000 bytes
 * (https://github.com/sveltia/sveltia-cms/issues/950), and it is not known what it does to other
 * encodings than UTF-8, so a text counts only if it has the OID that it should have. What does not is read over REST.
 */
import { createHash } from "node:crypto";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";

/** Of a Blob in GraphQL. */
export interface BlobAnswer {
  readonly text?: string | null;
  readonly isTruncated?: boolean;
  readonly byteSize?: number;
}

/** Null: it is not there whole. */
export function textOfBlob(oid: string, { text, isTruncated }: BlobAnswer): string | null {
  if (typeof text !== "string" || isTruncated) return null;
  // Repositories with SHA-256 names are taken at their word.
  return oid.length !== 40 || blobOid(text) === oid ? text : null;
}

/** Its bytes over REST, up to 100 MB. */
export async function fetchBlob({ client, repository }: RepositoryClient, file_sha: string): Promise<Buffer> {
  const { data } = await client.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
    ...pathOf(repository),
    file_sha,
  });
  return Buffer.from(data.content, "base64");
}

/** The name that git gives to a file's content. */
export function blobOid(text: string): string {
  const bytes = Buffer.from(text, "utf8");
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
