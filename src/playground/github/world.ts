import type { Account, Installation, Repository } from "./model.ts";
import { accountJson, organizationJson } from "./shapes/account.ts";
import { repositoryJson } from "./shapes/repository.ts";
import type { Webhooks } from "./webhooks.ts";

export interface AppIdentity {
  readonly id: number;
  readonly slug: string;
  readonly privateKey: string;
  readonly publicKey: string;
  readonly webhookSecret: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/** Everything that the stand-in knows: accounts, repositories, the App and where it is installed. */
export class World {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly app: AppIdentity;
  readonly webhooks: Webhooks;
  /** The App's account, under which it comments and commits. */
  readonly bot: Account;
  /** Base of the pages that people see; the API's own base is `apiUrl`. */
  readonly htmlUrl: string;
  apiUrl = "";
  readonly repositories = new Map<string, Repository>();
  readonly installations = new Map<string, Installation>();
  /** `org/slug` to the members' logins, all in lower case. */
  readonly teams = new Map<string, Map<string, "active" | "pending">>();
  private readonly accounts = new Map<string, Account>();
  private lastId = 1000;

  constructor(facts: { now: () => number; app: AppIdentity; webhooks: Webhooks; htmlUrl: string }) {
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

  createAccount(login: string, type: Account["type"] = "User"): Account {
    const account: Account = { id: this.nextId(), login, type, deleted: false };
    this.accounts.set(login.toLowerCase(), account);
    return account;
  }

  findAccount(login: string): Account | undefined {
    const account = this.accounts.get(login.toLowerCase());
    return account?.deleted === true ? undefined : account;
  }

  /** The account, made on the spot when nobody has that login yet. Only bots have brackets in theirs. */
  account(login: string, type: Account["type"] = login.endsWith("[bot]") ? "Bot" : "User"): Account {
    return this.findAccount(login) ?? this.createAccount(login, type);
  }

  /** Commits know their people by e-mail address; GitHub's private ones hold the account's ID. */
  findByEmail(email: string): Account | undefined {
    const login = /^\d+\+(.+)@users\.noreply\.github\.com$/.exec(email)?.[1];
    return login === undefined ? undefined : this.findAccount(login);
  }

  findRepository(owner: string, name: string): Repository | undefined {
    return this.repositories.get(`${owner}/${name}`.toLowerCase());
  }

  install(owner: Account): Installation {
    const key = owner.login.toLowerCase();
    const known = this.installations.get(key);
    if (known !== undefined) return known;
    const installation: Installation = {
      id: this.nextId(),
      account: owner,
      suspendedAt: null,
      granted: null,
    };
    this.installations.set(key, installation);
    return installation;
  }

  /** Tells the App, if it is installed there, what `sender` did. */
  announce(event: string, repository: Repository, sender: Account, facts: object): void {
    const installation = this.installations.get(repository.owner.login.toLowerCase());
    if (installation === undefined) return;
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

export function email(account: Account): string {
  return `${account.id}+${account.login}@users.noreply.github.com`;
}
