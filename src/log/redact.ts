/**
 * Takes secrets out of a text that is about to be shown: what looks like one, and the values that are known to be some.
 * Works on JSON lines too: what is taken out never reaches past a quote.
 */
export function redactor(secrets: readonly (string | undefined)[] = []): (text: string) => string {
  const known = secrets
    // A very short value would be found in ordinary words; as a secret it is worth nothing.
    .filter((secret) => secret !== undefined && secret.length >= 6)
    .flatMap((secret) => [
      secret ?? "",
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret ?? ""),
    ])
    .sort((one, other) => other.length - one.length);
  return (text) => {
    let shown = text;
    for (const secret of known) shown = shown.replaceAll(secret, "[secret]");
    return redact(shown);
  };
}

/** GitHub's tokens begin with `gh?_` or `github_pat_`; App tokens are `eyJ….eyJ….…`; addresses carry `user:password@`. */
export function redact(text: string): string {
  return text
    .replaceAll(/\b(?:gh[a-z]|github_pat)_[^\s"'\\]+/g, "[secret]")
    .replaceAll(/(?<![\w-])eyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g, "[secret]")
    .replaceAll(/\b(bearer|authorization:? token) [^\s"'\\]+/gi, "$1 [secret]")
    .replaceAll(/([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#"@]*):[^\s"/@]*@/gi, "$1:[secret]@")
    .replaceAll(/-----BEGIN[^-]+-----[\s\S]*?(?:-----END[^-]+-----|(?=")|$)/g, "[secret]");
}

/** The values of the environment that nobody may read in a log, a report or an error. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): string[] {
  const { PRIVATE_KEY, WEBHOOK_SECRET, DATABASE_URL } = env;
  const address = DATABASE_URL && URL.canParse(DATABASE_URL) ? new URL(DATABASE_URL) : null;
  const password = address?.password;
  const found = [
    PRIVATE_KEY,
    WEBHOOK_SECRET,
    password,
    password && decode(password),
    address?.searchParams.get("password"),
  ];
  return found.filter((one): one is string => typeof one === "string" && one !== "");
}

/** PostgreSQL's own messages have the password as it is, the address has it escaped. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
