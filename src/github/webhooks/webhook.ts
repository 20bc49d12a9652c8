import type { EmitterWebhookEventName } from "@octokit/webhooks";
import type { TrackerEvent } from "../../facts/event.ts";

/** One of GitHub's webhooks that the bot subscribes to: all that there is to say of it stands in its row. */
export interface Webhook {
  /** The actions that are acted on; empty: the webhook has none. */
  readonly actions: readonly string[];
  /** Says in a sentence why a payload with such an action may hold nothing for the bot. */
  readonly nothing: string;
  /** The events in a payload with such an action. Never throws: one that lacks what we need says nothing. */
  read(payload: unknown): TrackerEvent[];
}

/** GitHub's own names of a webhook's actions. */
type ActionOf<Name extends string> = EmitterWebhookEventName extends infer Event
  ? Event extends `${Name}.${infer Action}`
    ? Action
    : never
  : never;

type Name = Exclude<EmitterWebhookEventName, `${string}.${string}`>;

/** Rows by GitHub's names, which the compiler knows; so it knows the actions of each. */
export type Webhooks = { readonly [N in Name]?: Webhook & { readonly actions: readonly ActionOf<N>[] } };
