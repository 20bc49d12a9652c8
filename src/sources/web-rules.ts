import ipaddr from "ipaddr.js";

/** Where a look at a source may go. Tests have their own rules, for servers on this machine. */
export interface WebRules {
  readonly mayReach: (address: string) => boolean;
  readonly mayUsePort: (port: number) => boolean;
}

// Public by its number, but every machine on Azure finds the host's own services behind it.
const AZURE_HOST = "168.63.129.16";

/**
 * Only addresses that everybody can reach: none that is private, loopback, link-local (where clouds keep their metadata),
 * multicast, carrier-grade NAT or reserved. IPv6 that carries an IPv4 address is judged by that one, or refused.
 */
function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  // `process` unwraps ::ffff:10.0.0.1.
  const address = ipaddr.process(text);
  return address.range() === "unicast" && address.toString() !== AZURE_HOST;
}

export const PUBLIC_WEB: WebRules = {
  mayReach: isPublic,
  mayUsePort: (port) => port === 443 || port === 80,
};
