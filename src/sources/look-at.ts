/**
 * Looks whether an address on the web is there. The address is anybody's text, so the way there is guarded: each hop's
 * host is resolved by us, every address that it resolves to has to be public, and the connection goes to exactly that
 * address, whatever the name means a moment later. Nothing of the answer is kept but its status.
 *
 * Never throws: what goes wrong is what is known of the address.
 */
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { LinkDetail, LinkVerdict } from "../facts/link-verdict.ts";
import type { WebRules } from "./web-rules.ts";

export interface LookParts {
  /** All addresses of a host; throws where it has none. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly rules: WebRules;
  /** For the whole look, all hops together. */
  readonly milliseconds?: number;
  /** Breaks the look off. */
  readonly signal?: AbortSignal;
}

export type Look = Pick<LinkVerdict, "kind" | "detail">;

const HOPS = 5;
const MILLISECONDS = 10_000;
const HEADER_BYTES = 16_384;
const USER_AGENT = "diagram-tracker (looks whether a diagram's sources are there)";

/** What a server answers to HEAD that knows only GET. */
const RETRIED_BY_GET = new Set([400, 403, 404, 405, 501, 503]);

export async function lookAt(address: string, parts: LookParts): Promise<Look> {
  const limit = AbortSignal.timeout(parts.milliseconds ?? MILLISECONDS);
  const signal = parts.signal ? AbortSignal.any([limit, parts.signal]) : limit;
  try {
    signal.throwIfAborted();
    return await follow(address, parts, signal);
  } catch (error) {
    if (error instanceof Refused) return { kind: "refused", detail: error.detail };
    if (error instanceof NoSuchHost) return { kind: "gone", detail: { saw: "no-host" } };
    if (signal.aborted) return { kind: "unclear", detail: { saw: "no-answer-in-time" } };
    return { kind: "unclear", detail: { saw: "unreachable" } };
  }
}

/** We do not go there. */
class Refused extends Error {
  override readonly name = "Refused";
  readonly detail: LinkDetail;

  constructor(detail: LinkDetail) {
    super(detail.saw);
    this.detail = detail;
  }
}

class NoSuchHost extends Error {
  override readonly name = "NoSuchHost";
}

async function follow(first: string, parts: LookParts, signal: AbortSignal): Promise<Look> {
  let url = new URL(first);
  for (let hop = 0; hop <= HOPS; hop++) {
    const at = await guard(url, parts);
    let answer = await ask(url, at, "HEAD", signal);
    if (RETRIED_BY_GET.has(answer.status)) answer = await ask(url, at, "GET", signal);
    if (answer.location === null) return judge(answer.status, url, first);
    const next = new URL(answer.location, url);
    if (url.protocol === "https:" && next.protocol === "http:") {
      throw new Refused({ saw: "https-to-http" });
    }
    url = next;
  }
  return { kind: "unclear", detail: { saw: "redirects", limit: HOPS } };
}

function judge(status: number, last: URL, first: string): Look {
  const answer = { saw: "answer", status } as const;
  if (status === 404 || status === 410) return { kind: "gone", detail: answer };
  if (status < 200 || status > 299) return { kind: "unclear", detail: answer };
  const over = last.host === new URL(first).host ? null : last.hostname;
  return { kind: "reachable", detail: { saw: "page", over, isPlain: last.protocol === "http:" } };
}

/** The address of the hop's host to connect to. */
async function guard(url: URL, { resolve, rules }: LookParts): Promise<string> {
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new Refused({ saw: "no-web-page" });
  }
  if (url.username !== "" || url.password !== "") throw new Refused({ saw: "credentials" });
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (!rules.mayUsePort(port)) throw new Refused({ saw: "port", port });
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) ? [host] : await resolveHost(host, resolve);
  const [address] = addresses;
  if (address === undefined) throw new NoSuchHost(host);
  // One private address among public ones is what rebinding looks like.
  if (!addresses.every((one) => rules.isAllowedAddress(one))) {
    throw new Refused({ saw: "not-public" });
  }
  return address;
}

async function resolveHost(host: string, resolve: LookParts["resolve"]): Promise<readonly string[]> {
  try {
    return await resolve(host);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOTFOUND" || code === "ENODATA") throw new NoSuchHost(host);
    throw error;
  }
}

function ask(
  url: URL,
  address: string,
  method: "HEAD" | "GET",
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly location: string | null }> {
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = send(
      url,
      {
        method,
        signal,
        lookup: pinnedTo(address),
        // A connection of its own: one that was kept may lead elsewhere.
        agent: false,
        maxHeaderSize: HEADER_BYTES,
        headers: { "user-agent": USER_AGENT, accept: "*/*" },
      },
      (response) => {
        const { statusCode = 0, headers } = response;
        const isRedirect = statusCode >= 300 && statusCode < 400 && statusCode !== 304;
        resolve({ status: statusCode, location: (isRedirect && headers.location) || null });
        // The body is nothing to us, however large it is.
        response.on("error", () => {});
        response.destroy();
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

function pinnedTo(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}
