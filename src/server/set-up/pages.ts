/** What the set-up page shows. No script, nothing from elsewhere; every value is escaped. */

import { createHash } from "node:crypto";
import { escapeMarkup } from "../../domain/escape-markup.ts";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 10vh auto; max-width: 38rem; padding: 0 1rem; }
label { display: block; margin: 1rem 0 0.25rem; font-weight: 600; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: 0.5rem; }
button { font: inherit; font-weight: 600; margin-top: 1.25rem; padding: 0.6rem 1rem; cursor: pointer; }
small { opacity: 0.75; }
code { overflow-wrap: anywhere; }
`;

/** `github`: the one other origin that a form may be sent to. */
export function pagePolicy(github: string): string {
  const style = createHash("sha256").update(STYLE).digest("base64");
  return `default-src 'none'; style-src 'sha256-${style}'; form-action 'self' ${github}; base-uri 'none'; frame-ancestors 'none'`;
}

export interface Choices {
  readonly token: string;
  /** As it was typed. */
  readonly publicUrl: string;
  readonly organization: string;
  /** What is wrong with them. */
  readonly problem: string | null;
  /** The channel that webhooks come by: then no address is asked for. */
  readonly webhookProxy?: string | undefined;
}

/** Asks for what the registration needs. */
export function renderChoices({ token, publicUrl, organization, problem, webhookProxy }: Choices): string {
  const address = `<label for="public_url">The address by which GitHub reaches this server</label>
<input id="public_url" name="public_url" type="url" required placeholder="https://bot.example.com" value="${escapeMarkup(publicUrl)}">
<small>GitHub sends webhooks there. It needs HTTPS, and a way through to this server.</small>
`;
  return page(
    "Register Diagram Tracker on GitHub",
    `<form action="setup" method="get">
<input type="hidden" name="token" value="${escapeMarkup(token)}">
${problem === null ? "" : `<p role="alert"><strong>${escapeMarkup(problem)}</strong></p>`}
${webhookProxy === undefined ? address : ""}<label for="organization">Organization that shall own the App</label>
<input id="organization" name="organization" placeholder="leave empty: your own account" value="${escapeMarkup(organization)}">
<button>Continue</button>
</form>`,
  );
}

/** Sends the manifest to GitHub, in the person's own browser and name. */
export function renderRegistration({
  action,
  manifest,
  webhook,
  back,
}: {
  readonly action: string;
  readonly manifest: string;
  readonly webhook: string;
  readonly back: string;
}): string {
  return page(
    "Register Diagram Tracker on GitHub",
    `<p>GitHub will ask you for a name. Webhooks will go to <code>${escapeMarkup(webhook)}</code>.
Afterwards GitHub sends you back here, and the credentials are kept on this machine.</p>
<form action="${escapeMarkup(action)}" method="post">
<input type="hidden" name="manifest" value="${escapeMarkup(manifest)}">
<button>Register on GitHub</button>
</form>
<p><a href="${escapeMarkup(back)}">Change the address or the owner</a></p>`,
  );
}

export function renderRegistered({ app, file }: { readonly app: string; readonly file: string }): string {
  return page(
    "Registered",
    `<p>The credentials are in <code>${escapeMarkup(file)}</code>, readable by this user only. The server goes on with them; no restart is needed.</p>
<p>Next: <a href="${escapeMarkup(`${app}/installations/new`)}">install the App</a> in the repositories that it shall work for.</p>`,
  );
}

export function renderProblemPage(problem: string, fix: string): string {
  return page("That did not work", `<p role="alert">${escapeMarkup(problem)}</p><p>${escapeMarkup(fix)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeMarkup(title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escapeMarkup(title)}</h1>
${body}
</body>
</html>
`;
}
