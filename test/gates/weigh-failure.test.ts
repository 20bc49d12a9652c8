import { expect, test } from "vitest";
import { weighFailure } from "../../src/gates/read/figures/weigh-failure.ts";

/** A label a string, its lines parted by "|"; what stands on an arrow begins with one. */
function story(...labels: readonly string[]) {
  return weighFailure(
    labels.map((label) => ({
      on: label.startsWith("→") ? "edge" : "node",
      parts: label.replace(/^→ /, "").split(" | "),
    })),
  );
}

test.each<[string, readonly string[]]>([
  ["one arrow that says both", ["→ primary fails: replica is promoted"]],
  ["failover on an arrow, from the part that failed", ["Primary", "→ failover in 30 s", "Replica"]],
  ["a broken part and what brings it back", ["Broker 2 | unreachable", "Restart the broker"]],
  [
    "what broke in the details, beneath a head that restores",
    ["Index | rows corrupted", "Restored from backup"],
  ],
  ["a way back that is named outright", ["Cache cluster crashes | Fallback: the database"]],
  [
    "a breach and what was done",
    ["Keys breached", "Remediation | rotate the keys | training and investment"],
  ],
  ["during and after", ["During the outage", "Shop | down", "After the outage", "Shop | takes orders"]],
  [
    "much of names alone",
    ["Lock contention", "Stale reads", "Slow queries", "Retry | with jitter", "Shedding of load", "Standby"],
  ],
  [
    "a flow of debugging with an alarm in front",
    [
      "Lag alert",
      "Check the consumers",
      "Is one stuck behind?",
      "Analyze partitions",
      "Add consumers",
      "Tune batches",
    ],
  ],
])("%s is a failure and its way back", (_, labels) => {
  expect(story(...labels)).toMatchObject({
    isShown: true,
    breaks: expect.any(String),
    recovers: expect.any(String),
  });
});

test.each<[string, readonly string[]]>([
  ["what a system has", ["Gateway | circuit breakers | automated failover", "Alerts | error rates"]],
  [
    "one name below each head",
    ["Store | conflict resolution", "Monitoring | slow queries", "Runbooks | disaster recovery"],
  ],
  ["what a failure costs", ["Outage | $40K an hour", "Recovery | $9K in staff"]],
  [
    "a redesign",
    ["Before: one node", "Node overloaded", "Restart | by hand", "After: a cluster", "Cluster | calm"],
  ],
  [
    "a fallback of what does not break",
    ["Suggestions | Fallback: best sellers", "Drills | 90 failures a day"],
  ],
  [
    "what is looked for and not mended",
    ["Slow pages", "CPU high?", "Disk busy?", "Check limits", "Check disks", "Limit management"],
  ],
  ["what is looked at", ["Queue is stuck", "Check failover", "Validate leader and standby"]],
  [
    "diagnosis alone",
    ["Timeout alert", "Check the network", "Check the disks", "Review the logs", "Inspect locks"],
  ],
  ["what breaks alone", ["Leader lost", "Writes fail", "Readers see stale data"]],
  ["the way back alone", ["Restore the snapshot", "Replay the log"]],
])("%s is none", (_, labels) => expect(story(...labels).isShown).toBe(false));

test("what is said by halves is told", () => {
  expect(story("Leader crashes", "Follower")).toEqual({
    isShown: false,
    breaks: "Leader crashes",
    recovers: null,
  });
  expect(story("Replay the log")).toEqual({ isShown: false, breaks: null, recovers: "Replay the log" });
});

test("an ornament or a time in front is not what a label is about", () => {
  expect(story("12:05:00 | ━━━━━ | Shard lost", "12:40:00 | ━━━━━ | Shard rebuilt")).toMatchObject({
    isShown: true,
    breaks: "Shard lost",
    recovers: "Shard rebuilt",
  });
});
