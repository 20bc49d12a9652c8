/** Variables of Probot's that have no effect here: who set one finds out before wondering. */

/** What there is instead, as a whole sentence. */
const INSTEAD: Readonly<Record<string, string>> = {
  WEBHOOK_PATH: "Webhooks are taken at /api/github/webhooks; a proxy in front may give that another address.",
  REDIS_URL: "Several servers share their work through DATABASE_URL.",
  SENTRY_DSN: "Faults stand in the log, with their stack.",
  LOG_LEVEL_IN_STRING: "Levels are words in any case.",
  LOG_MESSAGE_KEY: "The log's messages are under msg.",
  GH_ORG: "The set-up page asks for the organization.",
  PROJECT_DOMAIN: "Set PUBLIC_URL to the whole address.",
  NO_SMEE_SETUP: "No channel is opened unless WEBHOOK_PROXY_URL names one.",
  DISABLE_STATS: "No figures are collected but those of /metrics.",
};

export interface UnsupportedVariable {
  readonly name: string;
  readonly instead: string;
}

export function unsupportedVariables(
  env: Readonly<Record<string, string | undefined>>,
): readonly UnsupportedVariable[] {
  return Object.entries(INSTEAD).flatMap(([name, instead]) => (env[name] ? [{ name, instead }] : []));
}
