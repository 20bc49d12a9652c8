/** Longer than GitHub's own limit of ten seconds, shorter than anybody wants to wait for a lease. */
const LONGEST_MS = 30_000;

/**
 * `fetch` that gives the whole answer or fails. Octokit itself waits for minutes, and takes an answer that breaks off
 * for an empty one; a write then looks done whose result nobody knows. Some proxies answer in GitHub's stead, with a page
 * and status 200. All of these come as a network error here.
 */
export function fetchWhole(longestMs = LONGEST_MS): typeof fetch {
  return async (input, init) => {
    const limit = AbortSignal.timeout(longestMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    const response = await globalThis.fetch(input, { ...init, signal });
    const body = await response.arrayBuffer();
    const isJson = /\bjson\b/i.test(response.headers.get("content-type") ?? "");
    if (response.ok && body.byteLength > 0 && !isJson)
      throw new Error("The answer is not GitHub's: it is no JSON.");
    const { status, statusText, headers } = response;
    return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
  };
}
