/**
 * Where GitHub sends webhooks, whether the server hears them, and which of the last ones failed. The address that GitHub
 * names is only compared: nothing is sent there, since who can change the App's settings would choose whom this machine
 * talks to. What is asked is the address in the operator's own environment, or this machine.
 */
import { lookup } from "node:dns/promises";
import { BlockList, isIPv4 } from "node:net";
import { networkInterfaces } from "node:os";
import { readFailure } from "../github/client/failure.ts";
import type { GitHubClient } from "../github/client/repository-client.ts";
import { urlOf } from "../server/listen.ts";
import { pathOfUrl, WEBHOOK_PATH } from "../server/start-server.ts";
import { type Diagnosis, ok, problem } from "./finding.ts";

const TIME_LIMIT = 5_000;

export interface WebhookParts {
  readonly client: GitHubClient;
  /** The App's settings page. */
  readonly settings: string;
  /** The port that the server listens on. */
  readonly port: number;
  /** Where it listens; default: on this machine only. */
  readonly host?: string;
  /** Where GitHub reaches it, as its environment says. */
  readonly publicUrl?: string | undefined;
  /** The channel from which it fetches webhooks instead, as its environment says. */
  readonly webhookProxy?: string | undefined;
  /** An Enterprise server may reach what github.com cannot. */
  readonly isEnterprise: boolean;
}

export async function checkWebhook(parts: WebhookParts): Promise<Diagnosis[]> {
  const { client, settings } = parts;
  const { url = "", content_type, insecure_ssl, secret } = await readConfig(client);
  const findings: Diagnosis[] = [];
  if (!URL.canParse(url)) {
    const what = url === "" ? "The App has no webhook address." : "The App's webhook address is none.";
    const why = "GitHub sends nothing, so nothing is heard.";
    const fix = `On ${settings}, switch the webhook on and set its URL to https://YOUR-HOST${WEBHOOK_PATH}.`;
    return [problem("error", "webhook", { what, why, fix })];
  }
  if (content_type !== "json") {
    const what = `The webhook's content type is ${content_type ?? "not set"}; expected json.`;
    const why = "Every delivery is refused with 415.";
    findings.push(problem("error", "webhook", { what, why, fix: `Choose application/json on ${settings}.` }));
  }
  if (!secret) {
    const what = "The webhook has no secret.";
    const why = "GitHub does not sign its deliveries, and unsigned ones are refused.";
    const fix = `Set the same secret on ${settings} and in WEBHOOK_SECRET.`;
    findings.push(problem("error", "webhook", { what, why, fix }));
  }
  if (String(insecure_ssl ?? "0") !== "0") {
    const what = "GitHub does not check the certificate of the webhook's host.";
    const why = "Somebody in between could read what people write in private repositories.";
    findings.push(
      problem("warning", "webhook", { what, why, fix: `Enable SSL verification on ${settings}.` }),
    );
  }
  return [...findings, ...(await checkAddress(new URL(url), parts)), ...(await checkDeliveries(client))];
}

/** An App whose webhook is off has no configuration: GitHub says 404. */
async function readConfig(client: GitHubClient) {
  try {
    return (await client.request("GET /app/hook/config")).data;
  } catch (error) {
    if (readFailure(error).status === 404) return {};
    throw error;
  }
}

async function checkAddress(url: URL, parts: WebhookParts): Promise<Diagnosis[]> {
  const { settings, port, isEnterprise, publicUrl, webhookProxy } = parts;
  const path = pathOfUrl(url.pathname);
  const fix = `Set the webhook URL on ${settings} to https://YOUR-HOST${WEBHOOK_PATH}.`;
  const shown = `${url.origin}${url.pathname}`;
  if (webhookProxy !== undefined) return checkChannel(url, new URL(webhookProxy), parts);
  if (/(?:^|\.)smee\.io$/.test(url.hostname)) {
    const what = `Webhooks go to ${shown}, a public proxy.`;
    const why =
      "Anybody who knows the address reads along, and nothing is delivered unless a smee client runs here.";
    const or =
      " While you develop, set WEBHOOK_PROXY_URL to the channel instead: the server fetches them then.";
    return [problem("warning", "webhook", { what, why, fix: fix + or })];
  }
  if (!path.endsWith(WEBHOOK_PATH) && path !== "/") {
    const what = `Webhooks go to ${shown}; expected a path that ends in ${WEBHOOK_PATH}.`;
    return [problem("error", "webhook", { what, why: "The server answers 404 there.", fix })];
  }
  const findings: Diagnosis[] = [];
  if (publicUrl !== undefined && !isSameEndpoint(url, publicUrl)) {
    const what = `Webhooks go to ${shown}, and PUBLIC_URL is ${publicUrl}.`;
    const why = "The server waits for them at another address than GitHub sends them to.";
    const to = `Set the webhook URL on ${settings} to ${publicUrl}${WEBHOOK_PATH}, or PUBLIC_URL to where it leads.`;
    findings.push(problem("warning", "webhook", { what, why, fix: to }));
  }
  const addresses = await lookup(url.hostname.replace(/^\[|\]$/g, ""), { all: true }).catch(() => []);
  if (addresses.length === 0) {
    const what = `The webhook's host ${url.hostname} has no address.`;
    return [...findings, problem("error", "webhook", { what, why: "GitHub cannot find it either.", fix })];
  }
  const isPrivate = addresses.some(({ address }) => isPrivateAddress(address));
  const isHere = addresses.some(({ address }) => isOwnAddress(address)) && Number(url.port || 80) === port;
  if (isPrivate && !isEnterprise) {
    const what = `The webhook's host ${url.hostname} is an address of a private network.`;
    findings.push(problem("error", "webhook", { what, why: "github.com cannot reach it.", fix }));
  } else if (url.protocol !== "https:" && !isPrivate) {
    const what = `Webhooks go to ${shown} without encryption.`;
    const why = "Whoever is in between reads what people write in private repositories.";
    findings.push(problem("warning", "webhook", { what, why, fix }));
  }
  if (publicUrl !== undefined) return [...findings, await probeEndpoint([publicUrl])];
  return isPrivate && !isHere ? findings : [...findings, await probeEndpoint(ownAddresses(parts))];
}

/** The channel itself is named by nobody: who knows it reads along. */
async function checkChannel(url: URL, channel: URL, parts: WebhookParts): Promise<Diagnosis[]> {
  const here = await probeEndpoint(ownAddresses(parts));
  if (url.origin === channel.origin && pathOfUrl(url.pathname) === pathOfUrl(channel.pathname)) {
    const what = `Webhooks come by a channel of ${channel.origin}.`;
    const why = "Whoever knows its address reads along, so it is for development only.";
    const fix = `For real work let GitHub reach the server: take WEBHOOK_PROXY_URL out, and set the webhook URL on ${parts.settings} to https://YOUR-HOST${WEBHOOK_PATH}.`;
    return [problem("warning", "webhook", { what, why, fix }), here];
  }
  const what = `WEBHOOK_PROXY_URL names a channel, and the App's webhooks go elsewhere (${url.origin}).`;
  const why = "The server fetches them where nobody sends them.";
  const fix = `Set the webhook URL on ${parts.settings} to what WEBHOOK_PROXY_URL is, or take that out.`;
  return [problem("error", "webhook", { what, why, fix }), here];
}

/** "/" counts, too: Apps that an older set-up page registered send there. */
function isSameEndpoint(url: URL, publicUrl: string): boolean {
  const here = new URL(publicUrl);
  const prefix = pathOfUrl(here.pathname) === "/" ? "" : pathOfUrl(here.pathname);
  return (
    url.origin === here.origin &&
    [`${prefix}${WEBHOOK_PATH}`, prefix || "/"].includes(pathOfUrl(url.pathname))
  );
}

/** Where the server listens, from here. */
function ownAddresses({ host = "localhost", port }: WebhookParts): string[] {
  if (!/^(?:localhost|0\.0\.0\.0|::)$/.test(host)) return [urlOf(host, port)];
  return [urlOf("127.0.0.1", port), urlOf("::1", port)];
}

/** The first that answers counts. */
async function probeEndpoint([first = "", ...others]: readonly string[]): Promise<Diagnosis> {
  const found = await ask(new URL(`${first}/healthz`));
  for (const other of others) {
    if (found.severity === "ok") return found;
    const next = await ask(new URL(`${other}/healthz`));
    if (next.severity === "ok") return next;
  }
  return found;
}

async function ask(url: URL): Promise<Diagnosis> {
  const why = "GitHub's deliveries fail, and it does not send them again by itself.";
  const fix = `Start the server, and see that ${url.origin} leads to it (reverse proxy, firewall, HOST and PORT).`;
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(TIME_LIMIT) });
    const text = (await response.text()).trim();
    if (response.status === 200 && text === "ok")
      return ok("webhook", `The server answers behind ${url.origin}.`);
    return problem("error", "webhook", {
      what: `${url} answered ${response.status}, and not as this server does.`,
      why,
      fix,
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return problem("error", "webhook", { what: `${url} does not answer (${reason}).`, why, fix });
  }
}

/** Of the last hundred attempts: a delivery that arrived in a later one is none that failed. */
async function checkDeliveries(client: GitHubClient): Promise<Diagnosis[]> {
  const { data } = await client.request("GET /app/hook/deliveries", { per_page: 100 });
  const arrived = new Set(data.filter(({ status }) => status === "OK").map(({ guid }) => guid));
  const failed = data.filter(({ guid }) => !arrived.has(guid));
  const [last] = failed;
  if (last === undefined) return data.length === 0 ? [] : [ok("webhook", "The last deliveries all arrived.")];
  const count = new Set(failed.map(({ guid }) => guid)).size;
  return [
    problem("warning", "webhook", {
      what: `${count} of the last deliveries did not arrive; the newest at ${last.delivered_at} (${last.event}): ${last.status}.`,
      why: "The server asks GitHub for them again by itself, at start and every RECOVER_SECONDS, for three days.",
      fix: "Nothing, if the server was down then. Otherwise its log says why it refused them; 400 is a wrong WEBHOOK_SECRET.",
    }),
  ];
}

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  PRIVATE.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const) {
  PRIVATE.addSubnet(network, prefix, "ipv6");
}

function isPrivateAddress(address: string): boolean {
  return PRIVATE.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

function isOwnAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address));
}
