import { apiUrl, type Environment } from "./environment.ts";
import { credentialsPath } from "./environment-files.ts";
import { OperatorError } from "./operator-error.ts";
import { startSetUp } from "./server/set-up/start-set-up.ts";

/**
 * Offers the set-up page until it registered an App, whose credentials are in their file then, or until a signal comes.
 * Throws an OperatorError in production: who forgot a variable there wants to hear so, and no page.
 */
export async function registerApp(
  environment: Environment,
  signalled: Promise<NodeJS.Signals>,
): Promise<"registered" | "stopped"> {
  const { HOST, PORT, NODE_ENV, PUBLIC_URL, WEBHOOK_PROXY_URL, GHE_HOST, GHE_PROTOCOL } = environment;
  if (NODE_ENV === "production") {
    throw new OperatorError(
      "APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and WEBHOOK_SECRET are not set, and with NODE_ENV=production no set-up page is offered. Set them to those of the App, or start once without NODE_ENV=production to register one.",
    );
  }
  const page = await startSetUp({
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL,
    webhookProxy: WEBHOOK_PROXY_URL,
    credentialsFile: credentialsPath(process.env, process.cwd()),
    github: {
      web: GHE_HOST === undefined ? "https://github.com" : `${GHE_PROTOCOL}://${GHE_HOST}`,
      api: apiUrl(environment) ?? "https://api.github.com",
    },
  });
  // Not into the log: that is kept, and read by others.
  process.stdout.write(
    `No App is registered yet. Open this address to register one on GitHub; whoever has it owns the bot:\n  ${page.url}\n`,
  );
  const how = await Promise.race([
    page.registered.then(() => "registered" as const),
    signalled.then(() => "stopped" as const),
  ]);
  await page.close();
  return how;
}
