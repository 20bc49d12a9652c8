import { parse } from "yaml";
import { z } from "zod";
import { APP_MANIFEST } from "../../assets.ts";

const appSchema = z.looseObject({ name: z.string() });

/**
 * What GitHub registers the App from: `app.yml`, with the addresses of this server.
 * https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export function renderManifest(addresses: {
  /** Where GitHub sends webhooks. */
  readonly webhook: string;
  /** Where GitHub sends the browser afterwards. */
  readonly callback: string;
}): string {
  const app = appSchema.parse(parse(APP_MANIFEST));
  return JSON.stringify({
    ...app,
    hook_attributes: { url: addresses.webhook, active: true },
    redirect_url: addresses.callback,
  });
}
