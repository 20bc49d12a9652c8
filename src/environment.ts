import { z } from "zod";
import { askForTls } from "./database-url.ts";

const LOG_FORMATS = ["json", "pretty"] as const;
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** An address of the web with nothing behind its path, without a slash at its end; null: it is none. */
export function readPublicUrl(text: string): string | null {
  if (text.length > 500 || !URL.canParse(text)) return null;
  const { protocol, username, password, search, hash, href } = new URL(text);
  if (!/^https?:$/.test(protocol) || `${username}${password}${search}${hash}` !== "") return null;
  return href.replace(/(?<!\/)\/+$/, "");
}

const BEGIN = /-----BEGIN (?:RSA )?PRIVATE KEY-----./s;
const END = /-----END (?:RSA )?PRIVATE KEY-----/;

/** The key as it stands in the file that GitHub gives out, with `\n` for its line ends, or in base64: as Probot reads it. */
function isPrivateKey(text: string): boolean {
  return isPem(text) || isPem(Buffer.from(text, "base64").toString("latin1"));
}

function isPem(text: string): boolean {
  const begin = BEGIN.exec(text);
  return begin !== null && END.test(text.slice(begin.index + begin[0].length));
}

function number(unit: string, least: number, most: number, unset: number) {
  const expected = `expected a number of ${unit} from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,5}(?:\.\d{1,3})?$/, expected)
    .transform(Number)
    .refine((value) => value >= least && value <= most, expected)
    .default(unset);
}

/**
 * Every environment variable that the server reads, with what it means and what it is when unset. The names are
 * Probot's where Probot has one. Messages never hold a value, since it may be a secret.
 */
export const environmentSchema = z.object({
  APP_ID: z
    .string()
    .regex(/^\d{1,15}$/, "expected the number that the App's settings page shows")
    .transform(Number)
    .optional()
    .describe("The App's number. Without it, `npm start` offers the set-up page that registers an App."),
  PRIVATE_KEY: z
    .string()
    .refine(isPrivateKey, "expected the whole .pem file of the App, line ends written as \\n, or its base64")
    .optional()
    .describe("The App's private key: the content of the `.pem` file, or that in base64."),
  PRIVATE_KEY_PATH: z
    .string()
    .optional()
    .describe(
      "The `.pem` file itself, where the key shall not stand in the environment; a pipe such as `<(…)` is read, too. Where neither is set, the one `.pem` file of the folder is taken.",
    ),
  WEBHOOK_SECRET: z
    .string()
    .optional()
    .describe("What GitHub signs deliveries with. Needed with `APP_ID`: unsigned deliveries are refused."),
  GHE_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.-]+(?::\d{1,5})?$/, "expected a host such as github.example.com, without https://")
    .optional()
    .describe("Host of a GitHub Enterprise server; unset: github.com."),
  GHE_PROTOCOL: z
    .enum(["https", "http"], "expected https or http")
    .default("https")
    .describe("How that server is reached."),
  HOST: z
    .string()
    .default("localhost")
    .describe("The address to listen on: `0.0.0.0` where others than this machine shall reach it."),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "expected a port from 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "expected a port from 0 to 65535")
    .default(3000)
    .describe("The port to listen on."),
  PUBLIC_URL: z
    .string()
    .transform((text, context) => {
      const url = readPublicUrl(text);
      const message =
        "expected the address by which GitHub reaches this server, such as https://bot.example.com";
      if (url === null) context.addIssue({ code: "custom", message });
      return url ?? z.NEVER;
    })
    .optional()
    .describe(
      "The address by which GitHub reaches this server. The set-up page registers the App's webhook there, and `doctor` looks whether the server answers.",
    ),
  WEBHOOK_PROXY_URL: z
    .string()
    .refine(
      (text) => readPublicUrl(text) !== null,
      "expected the address of a channel, such as https://smee.io/abc",
    )
    .optional()
    .describe(
      "A channel of smee.io, for development where GitHub cannot reach this machine: webhooks are fetched from there. Whoever knows the address reads along, so it is refused with `NODE_ENV=production`.",
    ),
  CREDENTIALS_FILE: z
    .string()
    .optional()
    .describe(
      "The file in which the set-up page leaves the App's credentials, and from which they are read. Unset: `.env`, which is read in any case.",
    ),
  NODE_ENV: z
    .string()
    .optional()
    .describe("`production`: without an App's credentials the server ends, and offers no set-up page."),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(", ")}`)
    .default("info")
    .describe("How much is logged."),
  LOG_FORMAT: z
    .enum(LOG_FORMATS, `expected one of ${LOG_FORMATS.join(", ")}`)
    .optional()
    .describe("`json`: a JSON object a line; `pretty`: for people. Unset: pretty on a terminal, else JSON."),
  INBOX_PATH: z
    .string()
    .default("data/inbox.db")
    .describe("The file in which deliveries wait until they are done. On a disk that outlives the process."),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/./, "expected an address that begins with postgres:// or postgresql://")
    .optional()
    .describe(
      "PostgreSQL instead of that file: several servers may then work side by side. Unless it is on this machine, TLS is used and its certificate checked; `?sslmode=…` says otherwise.",
    ),
  COLLECT_SECONDS: number("seconds", 0, 3600, 10).describe(
    "How long the deliveries of a repository are collected after a commit to it; GitHub advises at most six pushes a minute.",
  ),
  LEASE_SECONDS: number("seconds", 1, 3600, 60).describe(
    "How long a server that died holds up what it was working on; a living one says that it lives three times as often.",
  ),
  RECOVER_SECONDS: number("seconds", 1, 86_400, 900).describe(
    "How often it looks for what never arrived: in GitHub's log of deliveries, and in the repositories where something happens. Where nothing does, it looks less and less often, down to once a day.",
  ),
  HORIZON_HOURS: number("hours", 0, 8760, 72).describe(
    "How far back it looks in a repository that it has not looked at before, or after the inbox was lost. Older comments are left alone.",
  ),
});

export type Environment = z.output<typeof environmentSchema>;

export type ReadEnvironment =
  | { readonly ok: true; readonly environment: Environment }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Environment → values, or everything that is wrong with it at once, as sentences. Empty variables count as unset,
 * since that is how compose files and CI leave them. Either all of the App's credentials are there, or none.
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): ReadEnvironment {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(given);
  const malformed = parsed.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}.`) ?? [];
  const problems = [...malformed, ...incompleteCredentials(given), ...proxyInProduction(given)];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  const { DATABASE_URL, ...environment } = parsed.data;
  const tls = DATABASE_URL === undefined ? {} : { DATABASE_URL: askForTls(DATABASE_URL, env) };
  return { ok: true, environment: { ...environment, ...tls } };
}

function incompleteCredentials(given: Readonly<Record<string, unknown>>): string[] {
  const needed = [["APP_ID"], ["PRIVATE_KEY", "PRIVATE_KEY_PATH"], ["WEBHOOK_SECRET"]] as const;
  const isThere = (names: readonly string[]) => names.some((name) => name in given);
  const missing = needed.filter((names) => !isThere(names)).map((names) => names.join(" or "));
  if (missing.length === 0 || missing.length === needed.length) return [];
  const there = needed.filter(isThere).map((names) => names.find((name) => name in given));
  const verb = missing.length === 1 ? "is" : "are";
  return [
    `${there.join(" and ")} ${there.length === 1 ? "is" : "are"} set but ${missing.join(" and ")} ${verb} not: an App needs all three. ` +
      "Its settings page on GitHub has them; with none of them the server offers to register an App.",
  ];
}

/** Whoever knows a channel's address reads what is written in private repositories. */
function proxyInProduction(given: Readonly<Record<string, unknown>>): string[] {
  if (given["NODE_ENV"] !== "production" || given["WEBHOOK_PROXY_URL"] === undefined) return [];
  return [
    "WEBHOOK_PROXY_URL is for development, and NODE_ENV is production: whoever knows a channel's address reads all webhooks. Take it out, and let GitHub reach this server at PUBLIC_URL.",
  ];
}

/** The API's address on an Enterprise server; undefined: github.com's. */
export function apiUrl({ GHE_HOST, GHE_PROTOCOL }: Pick<Environment, "GHE_HOST" | "GHE_PROTOCOL">) {
  return GHE_HOST === undefined ? undefined : `${GHE_PROTOCOL}://${GHE_HOST}/api/v3`;
}
