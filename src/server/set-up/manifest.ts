import { parse } from "yaml";
import { z } from "zod";
import { APP_MANIFEST } from "../../assets.ts";
import { WEBHOOK_PATH } from "../start-server.ts";

const appSchema = z.looseObject({ name: z.string() });

/**
 * What GitHub registers the App from: `app.yml`, with the addresses of this server.
 * https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export function renderManifest(addresses: {
  /** Where GitHub reaches this server, without a slash at its end. */
  readonly publicUrl: string;
  /** Where GitHub sends the browser afterwards. */
  readonly callback: string;
}): string {
  const app = appSchema.parse(parse(APP_MANIFEST));
  return JSON.stringify({
    ...app,
    hook_attributes: { url: `${addresses.publicUrl}${WEBHOOK_PATH}`, active: true },
    redirect_url: addresses.callback,
  });
}
