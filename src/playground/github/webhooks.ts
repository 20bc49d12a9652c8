/**
 * The App's webhook deliveries and their log.
 *
 * Like GitHub's: sent once, answered or not within the time limit, never sent again by itself; a redelivery that is asked
 * for keeps the GUID and becomes another entry of the log. Unlike GitHub's they go out in order, one after the other,
 * until a test says otherwise.
 */
import { createHash, createHmac } from "node:crypto";
import { seededRandom } from "./seeded-random.ts";
import { isoSeconds } from "./shapes/time.ts";

export interface WebhookDelivery {
  /** Differs for every attempt; `guid` is the same for all attempts of one delivery. */
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly redelivery: boolean;
  /** The exact bytes that are signed and sent. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Payload;
}

/** Only what everybody asks about; the rest is GitHub's. */
export interface Payload {
  readonly action?: string;
  readonly installation?: { readonly id: number; readonly node_id: string };
  readonly repository?: { readonly id: number; readonly full_name: string };
  readonly sender?: { readonly login: string; readonly type: string };
  readonly [field: string]: unknown;
}

export interface LoggedDelivery extends WebhookDelivery {
  readonly deliveredAt: string;
  /** Status of the answer; 502 when nobody answered. */
  readonly statusCode: number;
  /** "OK", or what went wrong. */
  readonly status: string;
}

/** Where deliveries go: an address, or a function that gives the status of the answer. */
export type WebhookTarget = string | ((delivery: WebhookDelivery) => Promise<number>);

export type Fate = "deliver" | "drop" | "duplicate";

export class WebhookSender {
  /** Null: nobody is there; deliveries fail and are kept in the log. */
  target: WebhookTarget | null = null;
  /** What the App's settings say of its webhook; without an address of its own: that of `target`. */
  config: { url?: string; contentType: "json" | "form"; insecureSsl: "0" | "1" } = {
    contentType: "json",
    insecureSsl: "0",
  };
  isSecretSet = true;
  /** Decides what becomes of a delivery on its way; a dropped one is logged as failed. */
  fate: (delivery: WebhookDelivery) => Fate = () => "deliver";
  /** How many may be on their way at once. */
  concurrency = 1;
  /** Milliseconds until GitHub hangs up. */
  timeout = 10_000;
  /** Every attempt that ended, oldest first. */
  readonly log: LoggedDelivery[] = [];
  private readonly now: () => number;
  private readonly secret: string;
  private readonly events: ReadonlySet<string>;
  private readonly appId: number;
  private waiting: WebhookDelivery[] = [];
  private isWithholding = false;
  private inFlight = 0;
  private lastId = 0;
  private idle: (() => void)[] = [];

  constructor(facts: { now: () => number; secret: string; events: readonly string[]; appId: number }) {
    this.now = facts.now;
    this.secret = facts.secret;
    this.events = new Set(facts.events);
    this.appId = facts.appId;
  }

  /** Queues a delivery, if the App listens to the event. The payload is frozen as it is now. */
  send(event: string, payload: Payload): void {
    // An App is told of its installations whether it asks or not.
    if (!this.events.has(event) && !event.startsWith("installation")) return;
    const body = JSON.stringify(payload);
    this.lastId += 1;
    const guid = toGuid(`delivery ${this.lastId}`);
    const headers = {
      "Content-Type": "application/json",
      "User-Agent": "GitHub-Hookshot/stand-in",
      "X-GitHub-Delivery": guid,
      "X-GitHub-Event": event,
      "X-GitHub-Hook-ID": String(this.appId),
      "X-GitHub-Hook-Installation-Target-ID": String(this.appId),
      "X-GitHub-Hook-Installation-Target-Type": "integration",
      "X-Hub-Signature-256": `sha256=${createHmac("sha256", this.secret).update(body).digest("hex")}`,
    };
    const frozen: Payload = JSON.parse(body);
    const action = frozen.action ?? null;
    this.waiting.push({
      id: this.lastId,
      guid,
      event,
      action,
      redelivery: false,
      body,
      headers,
      payload: frozen,
    });
    this.pump();
  }

  /** From now on deliveries wait. */
  withhold(): void {
    this.isWithholding = true;
  }

  /** What waits at the moment. */
  get withheld(): readonly WebhookDelivery[] {
    return this.waiting;
  }

  /** Lets the waiting deliveries go, in their own order or in the one that is given. */
  release(
    order: (deliveries: readonly WebhookDelivery[]) => readonly WebhookDelivery[] = (same) => same,
  ): void {
    this.waiting = [...order(this.waiting)];
    this.isWithholding = false;
    this.pump();
  }

  /** Sends an attempt of the log again, under the same GUID. False when there is none of that ID. */
  redeliver(id: number): boolean {
    const attempt = this.log.find((entry) => entry.id === id);
    if (attempt === undefined) return false;
    const { guid, event, action, body, headers, payload } = attempt;
    this.lastId += 1;
    this.waiting.push({ id: this.lastId, guid, event, action, redelivery: true, body, headers, payload });
    this.pump();
    return true;
  }

  /** Resolves when everything that is not held back was answered. */
  async settled(): Promise<void> {
    while (this.inFlight > 0 || (!this.isWithholding && this.waiting.length > 0)) {
      await new Promise<void>((resolve) => this.idle.push(resolve));
    }
  }

  private pump(): void {
    while (!this.isWithholding && this.inFlight < this.concurrency) {
      const delivery = this.waiting.shift();
      if (delivery === undefined) return;
      this.inFlight += 1;
      void this.deliver(delivery).finally(() => {
        this.inFlight -= 1;
        this.pump();
        for (const resolve of this.idle.splice(0)) resolve();
      });
    }
  }

  private async deliver(delivery: WebhookDelivery): Promise<void> {
    const fate = this.fate(delivery);
    if (fate === "drop") {
      this.record(delivery, 502, "failed to connect to host");
      return;
    }
    await this.attempt(delivery);
    if (fate === "duplicate") await this.attempt(delivery);
  }

  private async attempt(delivery: WebhookDelivery): Promise<void> {
    try {
      const statusCode = await this.post(delivery);
      const status = statusCode >= 200 && statusCode < 300 ? "OK" : `Invalid HTTP Response: ${statusCode}`;
      this.record(delivery, statusCode, status);
    } catch (error) {
      const timedOut = error instanceof Error && error.name === "TimeoutError";
      this.record(delivery, 502, timedOut ? "timed out" : "failed to connect to host");
    }
  }

  private async post(delivery: WebhookDelivery): Promise<number> {
    if (this.target === null) throw new Error("no webhook address is set");
    if (typeof this.target === "function") return this.target(delivery);
    const signal = AbortSignal.timeout(this.timeout);
    const { headers, body } = delivery;
    const response = await fetch(this.target, { method: "POST", headers, body, signal });
    await response.arrayBuffer();
    return response.status;
  }

  private record(delivery: WebhookDelivery, statusCode: number, status: string): void {
    this.log.push({ ...delivery, deliveredAt: isoSeconds(this.now()), statusCode, status });
  }
}

/** Drops and duplicates a share of the first deliveries at random; redeliveries arrive. */
export function randomFates(facts: {
  seed: number;
  drop?: number;
  duplicate?: number;
}): (delivery: WebhookDelivery) => Fate {
  const random = seededRandom(facts.seed);
  return (delivery) => {
    if (delivery.redelivery) return "deliver";
    const drawn = random();
    if (drawn < (facts.drop ?? 0)) return "drop";
    return drawn < (facts.drop ?? 0) + (facts.duplicate ?? 0) ? "duplicate" : "deliver";
  };
}

function toGuid(text: string): string {
  const hex = createHash("sha1").update(text).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}
