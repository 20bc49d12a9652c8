import ipaddr from "ipaddr.js";

/** Where a look at a source may go. Tests have their own rules, for servers on this machine. */
export interface WebRules {
  readonly isAllowedAddress: (address: string) => boolean;
  readonly mayUsePort: (port: number) => boolean;
}

// Public by its number, but every machine on Azure finds the host's own services behind it.
const AZURE_HOST = "168.63.129.16";

/** All that was ever given out for the public Internet in IPv6 (RFC 4291, IANA's list of unicast assignments). */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Only addresses that everybody can reach. What is not known to be one is refused: of IPv4 whatever has a purpose of its
 * own (private, loopback, link-local where clouds keep their metadata, carrier-grade NAT, multicast, reserved), of IPv6
 * whatever lies outside of the public part or carries an IPv4 address to somebody (6to4, Teredo, NAT64, the old
 * "compatible" form). An IPv4 address that is only written as IPv6 is judged as what it is.
 */
function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  // `process` unwraps ::ffff:10.0.0.1.
  const address = ipaddr.process(text);
  if (address.range() !== "unicast" || address.toString() === AZURE_HOST) return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6);
}

export const PUBLIC_WEB: WebRules = {
  isAllowedAddress: isPublic,
  mayUsePort: (port) => port === 443 || port === 80,
};
