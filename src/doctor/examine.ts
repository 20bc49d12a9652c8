/**
 * Everything that can be wrong with a server, looked at from where it runs. Changes nothing, neither here nor on GitHub.
 * One part that cannot be looked at does not stop the others.
 */
import { pino } from "pino";
import { apiUrl, type Environment, readEnvironment } from "../environment.ts";
import { readFailure } from "../github/client/failure.ts";
import { makeProbot } from "../github/client/octokit.ts";
import { readPrivateKey } from "../private-key.ts";
import { unsupportedVariables } from "../unsupported-variables.ts";
import { checkApp } from "./check-app.ts";
import { readManifest } from "./check-grants.ts";
import { checkInbox } from "./check-inbox.ts";
import { checkInstallations } from "./check-installations.ts";
import { checkWebhook } from "./check-webhook.ts";
import { type Diagnosis, ok, problem } from "./finding.ts";

export interface DoctorContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export async function* examine(context: DoctorContext): AsyncGenerator<Diagnosis> {
  const { env, cwd, now } = context;
  const read = readEnvironment(env);
  if (!read.ok) {
    for (const what of read.problems) {
      const fix = "Set it in the server's environment, or in .env in the folder where it starts.";
      yield problem("error", "environment", { what, why: "The server does not start.", fix });
    }
    return;
  }
  const { environment } = read;
  yield ok("environment", "Every variable that is set can be read.");
  for (const { name, instead } of unsupportedVariables(env)) {
    const what = `${name} is set, and has no effect here.`;
    yield problem("warning", "environment", { what, why: instead, fix: `Take ${name} out.` });
  }
  yield* await orFinding("inbox", () => checkInbox(environment, { cwd, now }));
  if (environment.APP_ID === undefined) {
    yield problem("error", "environment", {
      what: "APP_ID, PRIVATE_KEY and WEBHOOK_SECRET are not set.",
      why: "The server shows its set-up page and hears no webhook.",
      fix: "Run `npm start` and register the App on the page that it names, or set the three of an App that there is.",
    });
    return;
  }
  yield* examineApp(environment, environment.APP_ID, context);
}

async function* examineApp(environment: Environment, appId: number, { env, cwd, now }: DoctorContext) {
  const read = readPrivateKey(env, cwd);
  if (!read.ok) {
    const isThere = read.kind === "malformed";
    yield problem("error", isThere ? "app" : "environment", {
      what: isThere ? `PRIVATE_KEY cannot be used to sign: ${read.problem}` : read.problem,
      why: "The server cannot sign in to GitHub, so it does not start.",
      fix: "Set PRIVATE_KEY to the whole content of the .pem file, or see that PRIVATE_KEY_PATH names it and that this user may read it.",
    });
    return;
  }
  const probot = makeProbot({
    appId,
    privateKey: read.key,
    secret: environment.WEBHOOK_SECRET ?? "",
    baseUrl: apiUrl(environment),
    log: pino({ level: "silent" }),
  });
  const client = await probot.auth();
  const wanted = readManifest();
  const { app, findings } = await checkApp(client, { appId, wanted, now });
  yield* findings;
  if (app === null) return;
  const { settings } = app;
  const isEnterprise = environment.GHE_HOST !== undefined;
  yield* await orFinding("webhook", () =>
    checkWebhook({
      client,
      settings,
      port: environment.PORT,
      host: environment.HOST,
      publicUrl: environment.PUBLIC_URL,
      webhookProxy: environment.WEBHOOK_PROXY_URL,
      isEnterprise,
    }),
  );
  const parts = { app: client, clientFor: (id: number) => probot.auth(id), appId, wanted, now };
  yield* await orFinding("app", () => checkInstallations(parts, settings));
}

async function orFinding(
  subject: string,
  check: () => Promise<readonly Diagnosis[]>,
): Promise<readonly Diagnosis[]> {
  try {
    return await check();
  } catch (error) {
    const what = `It could not be looked at: ${readFailure(error).message}.`;
    return [
      problem("error", subject, { what, why: null, fix: "Run `diagram-tracker doctor` again in a while." }),
    ];
  }
}
