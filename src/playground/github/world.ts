import type { GitHubAccount, Installation, Repository } from "./model.ts";
import { accountJson, organizationJson } from "./shapes/account.ts";
import { repositoryJson } from "./shapes/repository.ts";
import type { WebhookSender } from "./webhooks.ts";

export interface AppIdentity {
  readonly id: number;
  readonly slug: string;
  readonly privateKey: string;
  readonly publicKey: string;
  readonly webhookSecret: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/** GitHub's own are in one range for people, organizations and bots. */
const FIRST_ACCOUNT_ID = 10_000_000;
const ACCOUNT_IDS = 1_000_000;
/** People were on GitHub before they took part in anything here. */
const LONG_AGO = Date.parse("2015-01-01T00:00:00Z");

/** Whoever speaks with a GITHUB_TOKEN. */
export const ACTIONS_BOT = "github-actions[bot]";

/** Everything that the stand-in knows: accounts, repositories, the App and where it is installed. */
export class World {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly app: AppIdentity;
  readonly webhooks: WebhookSender;
  /** The App's account, under which it comments and commits. */
  readonly bot: GitHubAccount;
  /** Base of the pages that people see; the API's own base is `apiUrl`. */
  readonly htmlUrl: string;
  apiUrl = "";
  readonly repositories = new Map<string, Repository>();
  readonly installations = new Map<string, Installation>();
  /** `org/slug` to the members' logins, all in lower case. */
  readonly teams = new Map<string, Map<string, "active" | "pending">>();
  private readonly accounts = new Map<string, GitHubAccount>();
  private readonly byId = new Map<number, GitHubAccount>();
  /** Logins that somebody had before: whoever takes one of them does so with a new account. */
  private readonly givenUp = new Set<string>();
  private lastId = 1000;

  constructor(facts: { now: () => number; app: AppIdentity; webhooks: WebhookSender; htmlUrl: string }) {
    this.now = facts.now;
    this.app = facts.app;
    this.webhooks = facts.webhooks;
    this.htmlUrl = facts.htmlUrl;
    this.bot = this.createAccount(`${facts.app.slug}[bot]`, "Bot");
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  createAccount(login: string, type: GitHubAccount["type"] = "User"): GitHubAccount {
    const key = login.toLowerCase();
    const isTaken = this.givenUp.has(key) || this.accounts.has(key);
    const createdAt = isTaken ? this.now() : LONG_AGO;
    const account: GitHubAccount = { id: this.freeAccountId(login), login, type, createdAt, deleted: false };
    this.accounts.set(key, account);
    this.byId.set(account.id, account);
    return account;
  }

  /** The account goes by another login from now on; anybody may take the old one. */
  renameAccount(from: string, to: string): void {
    const account = this.findAccount(from);
    if (account === undefined) throw new Error(`nobody is called ${from}`);
    if (this.findAccount(to) !== undefined) throw new Error(`${to} is taken`);
    this.accounts.delete(from.toLowerCase());
    this.givenUp.add(from.toLowerCase());
    account.login = to;
    this.accounts.set(to.toLowerCase(), account);
    for (const { forkBranches } of this.repositories.values()) {
      for (const [name, oid] of [...forkBranches].filter(([key]) => key.startsWith(`${from}:`))) {
        forkBranches.delete(name);
        forkBranches.set(`${to}${name.slice(from.length)}`, oid);
      }
    }
  }

  /** Told from the login it was made with, so that it is the same in every run; whoever takes that login later has another. */
  private freeAccountId(login: string): number {
    let id = 0;
    for (const letter of login.toLowerCase()) id = (id * 31 + letter.charCodeAt(0)) % ACCOUNT_IDS;
    while (this.byId.has(FIRST_ACCOUNT_ID + id)) id = (id + 1) % ACCOUNT_IDS;
    return FIRST_ACCOUNT_ID + id;
  }

  findAccount(login: string): GitHubAccount | undefined {
    const account = this.accounts.get(login.toLowerCase());
    return account?.deleted === true ? undefined : account;
  }

  findAccountById(id: number): GitHubAccount | undefined {
    const account = this.byId.get(id);
    return account?.deleted === true ? undefined : account;
  }

  /** The account, made on the spot when nobody has that login yet. Only bots have brackets in theirs. */
  account(
    login: string,
    type: GitHubAccount["type"] = login.endsWith("[bot]") ? "Bot" : "User",
  ): GitHubAccount {
    return this.findAccount(login) ?? this.createAccount(login, type);
  }

  /** Commits know their people by e-mail address; GitHub's private ones hold the account's ID. */
  findByEmail(email: string): GitHubAccount | undefined {
    const id = /^(\d+)\+.+@users\.noreply\.github\.com$/.exec(email)?.[1];
    return this.findAccountById(Number(id));
  }

  findRepository(owner: string, name: string): Repository | undefined {
    return this.repositories.get(`${owner}/${name}`.toLowerCase());
  }

  install(owner: GitHubAccount): Installation {
    const key = owner.login.toLowerCase();
    const known = this.installations.get(key);
    if (known !== undefined) return known;
    const installation: Installation = {
      id: this.nextId(),
      account: owner,
      selected: null,
      suspendedAt: null,
      granted: null,
    };
    this.installations.set(key, installation);
    return installation;
  }

  /** Gives the installation these of its owner's repositories; null: all, those to come too. Says which they are now. */
  select(installation: Installation, names: readonly string[] | null): Repository[] {
    const own = [...this.repositories.values()].filter(({ owner }) => owner === installation.account);
    const chosen = own.filter(({ name }) => names === null || names.includes(name));
    installation.selected = names === null ? null : new Set(chosen.map(({ id }) => id));
    return chosen;
  }

  /** Tells the App, if it is installed there, what `sender` did. */
  announce(event: string, repository: Repository, sender: GitHubAccount, facts: object): void {
    const installation = this.installations.get(repository.owner.login.toLowerCase());
    if (installation === undefined || installation.selected?.has(repository.id) === false) return;
    this.webhooks.send(event, {
      ...facts,
      repository: repositoryJson(this, repository),
      ...(repository.owner.type === "Organization" && {
        organization: organizationJson(this, repository.owner),
      }),
      sender: accountJson(this, sender),
      installation: { id: installation.id, node_id: `MDIzOkludGVncmF0aW9u${installation.id}` },
    });
  }
}

export function email(account: GitHubAccount): string {
  return `${account.id}+${account.login}@users.noreply.github.com`;
}
