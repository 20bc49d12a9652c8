import { z } from "zod";

/** How long GitHub may take, in ms. */
const LIMIT = 10_000;

/** What GitHub gives for the code, once; only what the server needs is read. */
const credentialsSchema = z.object({
  id: z.int().positive(),
  pem: z.string().regex(/^-----BEGIN [A-Z ]*PRIVATE KEY-----/),
  // Nothing that an environment's file would read otherwise.
  webhook_secret: z.string().regex(/^[\w.~+/=-][\w.~+/= -]{6,198}[\w.~+/=-]$/),
  html_url: z.string().regex(/^https?:\/\//),
});

export interface AppCredentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** The App's page on GitHub. */
  readonly page: string;
}

/** Why there are none: a sentence for the page. */
export class NotConverted extends Error {
  override readonly name = "NotConverted";
}

/** Asks GitHub for the credentials of the App that it registered just now. Throws `NotConverted`. */
export async function convertCode(code: string, api: string): Promise<AppCredentials> {
  const response = await ask(`${api}/app-manifests/${encodeURIComponent(code)}/conversions`);
  if (response.status === 404 || response.status === 422) {
    throw new NotConverted("GitHub does not know the code any more: it is good once, and for an hour.");
  }
  if (response.status !== 201) throw new NotConverted(`GitHub answered ${response.status}.`);
  const { data } = credentialsSchema.safeParse(await response.json().catch(() => null));
  if (!data) throw new NotConverted("GitHub's answer is not what was expected: an ID, a key and a secret.");
  const { id, pem, webhook_secret, html_url } = data;
  return { appId: id, privateKey: pem, webhookSecret: webhook_secret, page: html_url };
}

async function ask(url: string): Promise<Response> {
  try {
    return await fetch(url, {
      method: "POST",
      headers: { accept: "application/vnd.github+json", "user-agent": "diagram-tracker" },
      redirect: "error",
      signal: AbortSignal.timeout(LIMIT),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new NotConverted(`GitHub cannot be reached (${reason}).`, { cause: error });
  }
}
