/**
 * TLS on the way to PostgreSQL: on, with the server's certificate checked, unless the server is on this machine or the
 * operator decided otherwise. What travels there is what people wrote in private repositories.
 */

/** Whether the address or libpq's own variable says how. Only these parameters of the driver's are about TLS. */
function isDecided(url: URL, env: Readonly<Record<string, string | undefined>>): boolean {
  const names = ["sslmode", "ssl", "sslrootcert", "sslnegotiation"];
  return names.some((name) => url.searchParams.has(name)) || (env["PGSSLMODE"] ?? "") !== "";
}

/** The address with `sslmode=verify-full` where TLS is to be used and nothing says so yet. */
export function askForTls(address: string, env: Readonly<Record<string, string | undefined>> = {}): string {
  // `postgres://user:password@/inbox` names no host, which the driver understands and the web's rules do not.
  const readable = address.replace(/@\//, "@localhost/");
  if (!URL.canParse(readable)) return address;
  const url = new URL(readable);
  const host = url.searchParams.get("host") ?? (url.hostname === "" ? (env["PGHOST"] ?? "") : url.hostname);
  if (isDecided(url, env) || isHere(host)) return address;
  return `${address}${address.includes("?") ? "&" : "?"}sslmode=verify-full`;
}

/** A socket's folder, or this machine's own name or address. */
function isHere(host: string): boolean {
  const name = decode(host).replace(/^\[|\]$/g, "");
  return name === "" || name.startsWith("/") || /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(name);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
