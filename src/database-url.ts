/**
 * TLS on the way to PostgreSQL: on, with the server's certificate checked, unless the server is on this machine or the
 * operator decided otherwise. What travels there is what people wrote in private repositories.
 */

/** What the driver takes from PGSSLMODE; anything else it takes for no TLS. */
const SSL_MODES: ReadonlySet<string> = new Set([
  "disable",
  "prefer",
  "require",
  "verify-ca",
  "verify-full",
  "no-verify",
]);

/**
 * Whether the address or libpq's own variable says how. Only these parameters of the driver's are about TLS; one that is
 * empty, or a misspelt variable, says nothing.
 */
function isDecided({ searchParams }: URL, env: Readonly<Record<string, string | undefined>>): boolean {
  const names = ["sslmode", "ssl", "sslrootcert"];
  return (
    names.some((name) => (searchParams.getAll(name).at(-1) ?? "") !== "") ||
    searchParams.getAll("sslnegotiation").at(-1) === "direct" ||
    SSL_MODES.has(env["PGSSLMODE"] ?? "")
  );
}

const UNNAMED = "unnamed.invalid";

/** The address with `sslmode=verify-full` where TLS is to be used and nothing says so yet. */
export function askForTls(address: string, env: Readonly<Record<string, string | undefined>> = {}): string {
  // `postgres://user:password@/inbox` names no host, which the driver understands and the web's rules do not.
  const readable = address.replace(/@\//, `@${UNNAMED}/`);
  if (!URL.canParse(readable)) return address;
  const url = new URL(readable);
  const named = url.searchParams.getAll("host").at(-1) || (url.hostname === UNNAMED ? "" : url.hostname);
  const host = named || (env["PGHOST"] ?? "");
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
