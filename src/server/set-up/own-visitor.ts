/**
 * Whether a request to the set-up page comes from the person who started the server. Who else would gain: a page in the
 * same browser that sends a form here, or that makes its own name mean this machine (DNS rebinding), and whoever can
 * reach the port. Without the token nobody gets anywhere; the rest keeps a token that leaked from being of use to a page.
 */
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Null: it may come from them. Else why not. `fromGitHub`: GitHub sends the browser there. */
export function whyNotOwn(
  { headers }: IncomingMessage,
  { names, fromGitHub }: { readonly names: readonly string[]; readonly fromGitHub: boolean },
): string | null {
  const host = hostOf(headers.host);
  // A name can be made to mean this machine, an address cannot.
  if (host === null || !(isIP(host) !== 0 || host === "localhost" || names.includes(host))) {
    return "The page is asked for by a name that is not this server's. Open the address that the terminal shows; for another name set PUBLIC_URL.";
  }
  const { origin } = headers;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== headers.host)) {
    return "Another page sent this.";
  }
  const site = headers["sec-fetch-site"];
  const isVisit = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  if (site === undefined || site === "none" || site === "same-origin") return null;
  return fromGitHub && isVisit ? null : "Another page sent this.";
}

/** In lower case, without its port and brackets. */
function hostOf(header: string | undefined): string | null {
  if (header === undefined || header === "" || /[/@?#\\\s]/.test(header)) return null;
  if (!URL.canParse(`http://${header}`)) return null;
  return new URL(`http://${header}`).hostname.replace(/^\[|\]$/g, "");
}
