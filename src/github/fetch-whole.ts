/** Longer than GitHub's own limit of ten seconds, shorter than anybody wants to wait for a lease. */
const LONGEST_MS = 30_000;

/**
 * `fetch` that gives the whole answer or fails. Octokit itself waits for minutes, and takes an answer that breaks off
 * for an empty one; a write then looks done whose result nobody knows. Both come as a network error here.
 */
export function fetchWhole(longestMs = LONGEST_MS): typeof fetch {
  return async (input, init) => {
    const limit = AbortSignal.timeout(longestMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    const response = await globalThis.fetch(input, { ...init, signal });
    const body = await response.arrayBuffer();
    const { status, statusText, headers } = response;
    return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
  };
}
