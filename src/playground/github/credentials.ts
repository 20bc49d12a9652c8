import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { Refused } from "./acts/refused.ts";
import type { GitHubAccount, Installation, Permissions, Repository } from "./model.ts";
import { isoSeconds } from "./shapes/time.ts";
import type { World } from "./world.ts";

/** Who a request comes from. */
export type Actor =
  | { readonly kind: "app"; readonly account: GitHubAccount }
  | { readonly kind: "installation"; readonly account: GitHubAccount; readonly installation: Installation }
  | {
      readonly kind: "actions";
      readonly account: GitHubAccount;
      readonly repository: Repository;
      readonly permissions: Permissions;
    }
  | { readonly kind: "user"; readonly account: GitHubAccount };

interface Token {
  readonly actor: Actor;
  /** Milliseconds since the epoch, by real time. */
  readonly expiresAt: number;
}

/**
 * Tokens and the App's JSON web tokens. They live in real time, not in that of the injected clock: Octokit signs and
 * caches them by the machine's own.
 */
export class Credentials {
  private readonly world: World;
  private readonly key: KeyObject;
  private readonly tokens = new Map<string, Token>();
  private issued = 0;

  constructor(world: World) {
    this.world = world;
    this.key = createPublicKey(world.app.publicKey);
  }

  issue(actor: Actor): { token: string; expires_at: string } {
    this.issued += 1;
    const prefix = { app: "ghs", installation: "ghs", actions: "ghs", user: "ghp" }[actor.kind];
    const token = `${prefix}_standin${String(this.issued).padStart(29, "0")}`;
    const expiresAt = Date.now() + 3_600_000;
    this.tokens.set(token, { actor, expiresAt });
    return { token, expires_at: isoSeconds(expiresAt) };
  }

  /** Every token that was given out is refused from now on. */
  expireAll(): void {
    this.tokens.clear();
  }

  /** Throws Refused (401) for anything that is no good; null when the request brings nothing. */
  authenticate(header: string | undefined): Actor | null {
    const value = /^(?:bearer|token)\s+(\S+)$/i.exec(header ?? "")?.[1];
    if (header === undefined || header === "") return null;
    if (value === undefined) throw new Refused(401, "Bad credentials");
    if (value.split(".").length === 3) return this.authenticateApp(value);
    const token = this.tokens.get(value);
    if (token === undefined || token.expiresAt <= Date.now()) throw new Refused(401, "Bad credentials");
    const { actor } = token;
    if (actor.kind === "installation") this.checkInstallation(actor.installation);
    return actor;
  }

  /** The token of an installation that is gone or suspended is good for nothing, whenever it was given out. */
  private checkInstallation(installation: Installation): void {
    if (![...this.world.installations.values()].includes(installation))
      throw new Refused(401, "Bad credentials");
    if (installation.suspendedAt !== null) throw new Refused(403, "This installation has been suspended");
  }

  private authenticateApp(jwt: string): Actor {
    const [head = "", body = "", signature = ""] = jwt.split(".");
    const signed = Buffer.from(`${head}.${body}`);
    if (!verify("RSA-SHA256", signed, this.key, Buffer.from(signature, "base64url"))) {
      throw new Refused(401, "A JSON web token could not be decoded");
    }
    const claims = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
    const now = Date.now() / 1000;
    if (String(claims.iss) !== String(this.world.app.id)) throw new Refused(401, "Integration not found");
    if (typeof claims.exp !== "number" || claims.exp <= now) {
      const rule = "must be a numeric value representing the future time at which the assertion expires";
      throw new Refused(401, `'Expiration time' claim ('exp') ${rule}`);
    }
    if (claims.exp > now + 660)
      throw new Refused(401, "'Expiration time' claim ('exp') is too far in the future");
    return { kind: "app", account: this.world.bot };
  }
}

let generated: { readonly privateKey: string; readonly publicKey: string } | null = null;

/** One pair a process, made at first use: it takes a tenth of a second or more. */
export function appKeys(): { readonly privateKey: string; readonly publicKey: string } {
  generated ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  return generated;
}
