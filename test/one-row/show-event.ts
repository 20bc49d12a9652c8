import { decide } from "../../src/decide/decide.ts";
import { answeredOn } from "../../src/facts/event.ts";
import { trackerEventSchema } from "../../src/facts/event-schema.ts";
import { SUBSCRIBED_EVENTS } from "../../src/github/webhooks/all-webhooks.ts";
import { eventsOf } from "../../src/github/webhooks/read-webhook.ts";

// What becomes of the webhook that was added: read, kept, answered and decided.
const payload = { action: "created", starred_at: "2026-11-24T10:00:00Z", sender: { login: "ada" } };
const events = eventsOf("star", payload);
const kept = events.map((event) => trackerEventSchema.parse(JSON.parse(JSON.stringify(event))));
const decision = decide({
  snapshot: {
    repository: { owner: "atlas", name: "diagrams" },
    url: "https://github.com/atlas/diagrams",
    defaultBranch: "main",
    trackerBranch: "main",
    head: "0".repeat(40),
    files: { config: null, catalog: [], assignments: [], trackers: [] },
    pullRequests: new Map(),
    openPullRequests: null,
    contents: null,
    patches: new Map(),
    descriptions: new Map(),
  },
  events: kept,
  people: new Map(),
  now: "2026-11-24T10:00:00Z",
});
process.stdout.write(
  JSON.stringify({
    isSubscribed: (SUBSCRIBED_EVENTS as readonly string[]).includes("star"),
    kept,
    answeredOn: kept.map((event) => answeredOn(event)),
    decided: decision.kind === "plan" ? decision.plan.log.map((line) => line.decision) : decision.missing,
  }),
);
