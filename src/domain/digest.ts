// biome-ignore lint/style/noRestrictedImports: a hash is a function of its text, no I/O and no randomness.
import { createHash } from "node:crypto";

/** SHA-256 of bytes, or of a text in UTF-8: 64 hexadecimal digits. */
export function digestOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
