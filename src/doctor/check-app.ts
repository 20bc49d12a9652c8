/** The App's own side: whether the key signs for it, whether the clocks agree, and what it asks for. */
import { z } from "zod";
import { readFailure } from "../github/client/failure.ts";
import type { GitHubClient } from "../github/client/repository-client.ts";
import { checkGrants, type Grants } from "./check-grants.ts";
import { type Diagnosis, ok, problem } from "./finding.ts";

/** The App's token is valid for a minute before and ten minutes after the server's own time. */
const SKEW_WARNING = 10;
const SKEW_ERROR = 45;

/** What is read of GitHub's answer. A proxy's page is none. */
const appSchema = z.object({
  slug: z.string().optional(),
  html_url: z.url(),
  owner: z.object({ login: z.string().optional(), type: z.string().optional() }),
  permissions: z.looseObject({}),
  events: z.array(z.string()),
});

interface AppFacts {
  readonly slug: string;
  /** Where its settings are. */
  readonly settings: string;
}

export interface CheckedApp {
  /** Null: GitHub does not take us for the App, so nothing else can be asked. */
  readonly app: AppFacts | null;
  readonly findings: readonly Diagnosis[];
}

export async function checkApp(
  client: GitHubClient,
  { appId, wanted, now }: { appId: number; wanted: Grants; now: () => number },
): Promise<CheckedApp> {
  try {
    const { data, headers } = await client.request("GET /app");
    const answer = appSchema.safeParse(data).data;
    if (!answer) return { app: null, findings: [...checkClock(headers.date, now()), NOT_GITHUBS] };
    const { slug = String(appId), html_url, owner, permissions, events } = answer;
    const organization = owner.type === "Organization" ? `organizations/${owner.login}/` : "";
    const settings = `${new URL(html_url).origin}/${organization}settings/apps/${slug}`;
    const has = { permissions: definite(permissions), events };
    const fix = `Change it on ${settings}/permissions; owners of installations are then asked to agree.`;
    return {
      app: { slug, settings },
      findings: [
        ok("app", `GitHub knows the App ${slug} (${appId}), and the key signs for it.`),
        ...checkClock(headers.date, now()),
        ...checkGrants("app", wanted, has, fix),
      ],
    };
  } catch (error) {
    const { headers } = readFailure(error);
    return { app: null, findings: [...checkClock(headers["date"], now()), explain(error, appId)] };
  }
}

/** Permissions of the API's answer, whose type has a key for each that there is. */
export function definite(permissions: object): Record<string, string> {
  const entries = Object.entries(permissions).filter(
    (one): one is [string, string] => typeof one[1] === "string",
  );
  return Object.fromEntries(entries);
}

function checkClock(date: string | undefined, now: number): Diagnosis[] {
  const skew = Math.round((now - Date.parse(date ?? "")) / 1000);
  if (!Number.isFinite(skew)) return [];
  const size = Math.abs(skew);
  if (size < SKEW_WARNING) return [ok("app", "The clocks of GitHub and of this machine agree.")];
  const what = `This machine's clock is ${size} seconds ${skew > 0 ? "ahead of" : "behind"} GitHub's.`;
  const why = "GitHub refuses tokens that the App signs for another time.";
  const fix = "Switch on time synchronisation (NTP), for example `timedatectl set-ntp true`.";
  return [problem(size >= SKEW_ERROR ? "error" : "warning", "app", { what, why, fix })];
}

const NEEDED = "Without it no webhook can be answered.";

const NOT_GITHUBS = problem("error", "app", {
  what: "There is an answer, but not one of GitHub's API.",
  why: NEEDED,
  fix: "Check GHE_HOST and GHE_PROTOCOL, and whether a proxy in between answers instead of GitHub.",
});

function explain(error: unknown, appId: number): Diagnosis {
  const { status, headers, message } = readFailure(error);
  const why = NEEDED;
  const isAnswer = Object.keys(headers).length > 0;
  if (status === 401 || status === 404) {
    return problem("error", "app", {
      what: `GitHub does not accept the key as that of App ${appId} (${status}: ${message}).`,
      why,
      fix: "Compare APP_ID with the App's settings page. If it is right, generate a new private key there and set PRIVATE_KEY to it.",
    });
  }
  if (!isAnswer && status === null) {
    return problem("error", "app", {
      what: `PRIVATE_KEY cannot be used to sign (${message}).`,
      why,
      fix: "Set PRIVATE_KEY to the whole content of the .pem file from the App's settings page, or PRIVATE_KEY_PATH to the file.",
    });
  }
  return problem("error", "app", {
    // OpenSSL ends its own with a line break.
    what: isAnswer
      ? `GitHub answered ${status}: ${message}.`
      : `GitHub cannot be reached (${message.trim()}).`,
    why,
    fix: isAnswer
      ? "Look at https://www.githubstatus.com, and try again later."
      : "Check the network, a proxy in between, and GHE_HOST and GHE_PROTOCOL where an Enterprise server is meant.",
  });
}
