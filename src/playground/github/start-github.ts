/**
 * A stand-in for GitHub on this machine: state, not canned answers. It serves the playground and every test that talks
 * to GitHub over HTTP. Nothing outlives the process, nothing leaves the machine, and the same acts give the same IDs
 * and SHAs.
 */
import { createRepository, type NewRepository } from "./acts/create-repository.ts";
import { appKeys, Credentials } from "./credentials.ts";
import { Faults, type Gate, type RequestMatcher } from "./faults.ts";
import type { GitHubAccount, Installation, Permissions, Repository, RepositoryRole } from "./model.ts";
import { WRITING_TOKEN } from "./permissions.ts";
import { RateLimits, type RateResource } from "./rate-limits.ts";
import { RepositoryHandle } from "./repository-handle.ts";
import { RequestLog } from "./request-log.ts";
import { listenOnLoopback } from "./server.ts";
import { WebhookSender, type WebhookTarget } from "./webhooks.ts";
import { ACTIONS_BOT, type AppIdentity, World } from "./world.ts";

// The face of the stand-in: whoever starts it needs nothing but this file and the handle of a repository.
export type { FaultAnswer, RequestMatcher } from "./faults.ts";
export { type CheckRun, isPullThread, type Protection, type PullThread, type Thread } from "./model.ts";
export { FORK_TOKEN } from "./permissions.ts";
export type { SeenComment } from "./repository-view.ts";
export { neededPermission } from "./rest/router.ts";
export { seededRandom } from "./seeded-random.ts";
export { type Fate, randomFates, type WebhookDelivery as Delivery } from "./webhooks.ts";

export interface GitHubOptions {
  /** Milliseconds since the epoch; default: the real time. Tokens live in real time all the same. */
  readonly clock?: () => number;
  readonly port?: number;
  /** Base of the links to pages; default https://github.com, so that documents do not depend on the port. */
  readonly htmlUrl?: string;
  readonly app?: Partial<Pick<AppIdentity, "id" | "slug" | "webhookSecret" | "permissions" | "events">>;
  readonly webhookTarget?: WebhookTarget | null;
  /** Points an hour. */
  readonly rateLimits?: Partial<Record<RateResource, number>>;
}

const allPermissions = {
  administration: "read",
  checks: "write",
  contents: "write",
  issues: "write",
  members: "read",
  merge_queues: "read",
  metadata: "read",
  pull_requests: "write",
};

const allEvents = [
  "check_run",
  "check_suite",
  "issue_comment",
  "issues",
  "merge_group",
  "pull_request",
  "pull_request_review",
  "pull_request_review_comment",
  "push",
  "repository",
];

export interface NewRepositoryOptions extends NewRepository {
  readonly permissions?: Readonly<Record<string, RepositoryRole>>;
  /** Default: true. */
  readonly installed?: boolean;
}

export class GitHub {
  /** The API's base, for Octokit's and Probot's `baseUrl`; GraphQL is at `<url>/graphql`. */
  readonly url: string;
  readonly app: AppIdentity;
  readonly webhooks: WebhookSender;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** What the client asked that GitHub's published descriptions do not allow; empty in a good test. */
  readonly invalidRequests: readonly string[];
  /** App permissions that the requests needed so far, as `issues:write`. */
  readonly usedPermissions: ReadonlySet<string>;
  private readonly world: World;
  private readonly credentials: Credentials;
  private readonly stop: () => Promise<void>;

  constructor(parts: {
    url: string;
    world: World;
    faults: Faults;
    requests: RequestLog;
    credentials: Credentials;
    invalidRequests: readonly string[];
    usedPermissions: ReadonlySet<string>;
    stop: () => Promise<void>;
  }) {
    this.url = parts.url;
    this.world = parts.world;
    this.app = parts.world.app;
    this.webhooks = parts.world.webhooks;
    this.faults = parts.faults;
    this.requests = parts.requests;
    this.credentials = parts.credentials;
    this.invalidRequests = parts.invalidRequests;
    this.usedPermissions = parts.usedPermissions;
    this.stop = parts.stop;
  }

  createUser(login: string): GitHubAccount {
    return this.world.account(login);
  }

  /** What they wrote stays; from now on nobody wrote it. */
  deleteUser(login: string): void {
    const account = this.world.findAccount(login);
    if (account !== undefined) account.deleted = true;
  }

  renameUser(from: string, to: string): void {
    this.world.renameAccount(from, to);
  }

  createRepository(wanted: NewRepositoryOptions): RepositoryHandle {
    const { world } = this;
    const state = createRepository(world, wanted);
    if (wanted.installed ?? true) world.install(state.owner);
    const handle = new RepositoryHandle(world, state);
    for (const [login, role] of Object.entries(wanted.permissions ?? {})) handle.setPermission(login, role);
    return handle;
  }

  repository(fullName: string): RepositoryHandle {
    const [owner = "", name = ""] = fullName.split("/");
    const state = this.world.findRepository(owner, name);
    if (state === undefined) throw new Error(`there is no repository ${fullName}`);
    return new RepositoryHandle(this.world, state);
  }

  /** Makes the team if it is new. `pending`: they are invited. */
  setTeam(
    org: string,
    slug: string,
    members: readonly string[],
    state: "active" | "pending" = "active",
  ): void {
    for (const login of members) this.world.account(login);
    const states = members.map((login) => [login.toLowerCase(), state] as const);
    this.world.teams.set(`${org}/${slug}`.toLowerCase(), new Map(states));
  }

  /** The owner agreed to this only, when the App was installed or asked for more. */
  grant(owner: string, granted: Installation["granted"]): void {
    const installation = this.world.installations.get(owner.toLowerCase());
    if (installation !== undefined) installation.granted = granted;
  }

  /** The owner installs the App, for these repositories or for all, which GitHub tells it. */
  install(owner: string, only: readonly string[] | null = null): void {
    const account = this.world.account(owner, "Organization");
    const installation = this.world.install(account);
    const chosen = this.world.select(installation, only);
    this.world.webhooks.send("installation", {
      action: "created",
      installation: installationOf(installation),
      repositories: chosen.map(listed),
      sender: { login: owner, type: "User" },
    });
  }

  /** The owner gives the App more repositories; null: all, from now on. */
  addRepositories(owner: string, names: readonly string[] | null): void {
    const installation = this.world.installations.get(owner.toLowerCase());
    if (installation === undefined) throw new Error(`the App is not installed for ${owner}`);
    const before = installation.selected;
    const added = this.world.select(installation, names);
    if (names !== null) for (const id of before ?? []) installation.selected?.add(id);
    this.world.webhooks.send("installation_repositories", {
      action: "added",
      installation: installationOf(installation),
      repository_selection: installation.selected === null ? "all" : "selected",
      repositories_added: added.filter(({ id }) => before?.has(id) !== true).map(listed),
      repositories_removed: [],
      sender: { login: owner, type: "User" },
    });
  }

  uninstall(owner: string): void {
    this.world.installations.delete(owner.toLowerCase());
  }

  /** The owner stops the App without uninstalling it. */
  suspend(owner: string): void {
    const installation = this.world.installations.get(owner.toLowerCase());
    if (installation !== undefined) installation.suspendedAt = this.world.now();
  }

  /** The owner lets the App work again, which GitHub tells it. */
  unsuspend(owner: string): void {
    const installation = this.world.installations.get(owner.toLowerCase());
    if (installation === undefined) return;
    installation.suspendedAt = null;
    this.world.webhooks.send("installation", {
      action: "unsuspend",
      installation: { id: installation.id, node_id: `MDIzOkludGVncmF0aW9u${installation.id}` },
      sender: { login: owner, type: "User" },
    });
  }

  installationId(owner: string): number {
    const installation = this.world.installations.get(owner.toLowerCase());
    if (installation === undefined) throw new Error(`the App is not installed for ${owner}`);
    return installation.id;
  }

  /** A token with which requests come from the App's installation, without Octokit's token dance. */
  installationToken(owner: string): string {
    const installation = this.world.installations.get(owner.toLowerCase());
    if (installation === undefined) throw new Error(`the App is not installed for ${owner}`);
    return this.credentials.issue({ kind: "installation", account: this.world.bot, installation }).token;
  }

  /** A person's token. */
  userToken(login: string): string {
    return this.credentials.issue({ kind: "user", account: this.world.account(login) }).token;
  }

  /** What a workflow run gets as GITHUB_TOKEN: it comes from github-actions[bot], and is good for that repository only. */
  actionsToken(fullName: string, permissions: Permissions = WRITING_TOKEN): string {
    const repository = this.repository(fullName).state;
    const account = this.world.account(ACTIONS_BOT, "Bot");
    return this.credentials.issue({ kind: "actions", account, repository, permissions }).token;
  }

  expireTokens(): void {
    this.credentials.expireAll();
  }

  /** The next matching request waits at the gate, before its effect or (`after`) with its answer. */
  blockNext(match: RequestMatcher, when: "before" | "after" = "before"): Gate {
    return this.faults.blockNext(match, when);
  }

  /** Resolves when every delivery that is not held back was answered. */
  settled(): Promise<void> {
    return this.webhooks.settled();
  }

  async close(): Promise<void> {
    await this.stop();
  }
}

function installationOf({ id, selected }: Installation) {
  return {
    id,
    node_id: `MDIzOkludGVncmF0aW9u${id}`,
    repository_selection: selected === null ? "all" : "selected",
  };
}

function listed({ id, nodeId, owner, name, isPrivate }: Repository) {
  return { id, node_id: nodeId, name, full_name: `${owner.login}/${name}`, private: isPrivate };
}

export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const now = options.clock ?? Date.now;
  const app: AppIdentity = {
    id: 4242,
    slug: "diagram-tracker",
    webhookSecret: "a secret for webhooks",
    permissions: allPermissions,
    events: allEvents,
    ...options.app,
    ...appKeys(),
  };
  const webhooks = new WebhookSender({ now, secret: app.webhookSecret, events: app.events, appId: app.id });
  webhooks.target = options.webhookTarget ?? null;
  const world = new World({ now, app, webhooks, htmlUrl: options.htmlUrl ?? "https://github.com" });
  const credentials = new Credentials(world);
  const rateLimits = new RateLimits(now, options.rateLimits ?? {});
  const faults = new Faults();
  const requests = new RequestLog();
  const invalidRequests: string[] = [];
  const usedPermissions = new Set<string>();
  const parts = { world, credentials, rateLimits, faults, requests, invalidRequests, usedPermissions };
  const { server, url } = await listenOnLoopback(parts, options.port ?? 0);
  world.apiUrl = url;
  const stop = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return new GitHub({ url, world, faults, requests, credentials, invalidRequests, usedPermissions, stop });
}
