/** How much of a request is read before its body: in bytes, and in characters. */
import type { IncomingMessage } from "node:http";

/** Its first line and headers; Node's own limit can be changed from outside. GitHub and proxies send one or two KB. */
export const HEAD_BYTES = 16 * 1024;

const ADDRESS_LIMIT = 2_000;

/** The sentence about an address that is longer than any of ours, or null. */
export function addressTooLong({ url = "" }: Pick<IncomingMessage, "url">): string | null {
  return url.length > ADDRESS_LIMIT
    ? `The address has ${url.length} characters; at most ${ADDRESS_LIMIT} are read.`
    : null;
}
