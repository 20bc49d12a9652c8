import { expect, test } from "vitest";
import { SHOWN, viewOf } from "./corpus.ts";

const shown = (text: string) =>
  SHOWN.filter(
    (point) => point.key !== "color_scheme" && point.judge(viewOf("drawing", text, null)).kind === "passed",
  ).map(({ key }) => key);

test.each<[string, string, readonly string[]]>([
  [
    "what stands beside a line break is not read together",
    "graph LR\n  A[Order service - pod 2<br/>Node.js 18] --> B[PostgreSQL 15.4<br/>Read replicas]\n  C[Redis 7.2<br/>User sessions] --> D[HTTP/2 enabled<br/>Server push]",
    [],
  ],
  ["nor beside an escaped one", "graph LR\n  A[PostgreSQL 15\\nnodes] --> B[Java 17\\nusers]", []],
  [
    "figures with a plus",
    "graph LR\n  A[Sharded store<br/>100+ shards] --> B[Edge<br/>15,000+ servers]\n  B --> C[Devices<br/>2.8M+ bikes]",
    ["production_data", "cost_data", "scale_metrics"],
  ],
  [
    "bare amounts in a breakdown",
    "graph LR\n  A[Staff - $1.2B] --> B[Monitoring - $300M]\n  C[Search: $84M/30%] --> D[Bookings: $70M/25%]\n  E[Insurance: $320M]",
    ["production_data", "cost_data"],
  ],
  [
    "small amounts in a breakdown",
    "graph LR\n  A[Network call<br/>$0.08] --> B[Scoring<br/>$0.06] --> C[Report<br/>$0.03]",
    ["production_data", "cost_data"],
  ],
  [
    "a count that is written in two ways is one figure",
    "graph LR\n  A[9M user records] --> B[9M records] --> C[CPU: 40%]",
    ["scale_metrics"],
  ],
  [
    "amounts that a flow carries",
    "sequenceDiagram\n  A->>B: transfer $75K\n  B->>C: transfer $60K\n  C-->>A: balance $25K",
    [],
  ],
  [
    "no way back",
    "sequenceDiagram\n  API->>DB: query\n  DB-->>API: unavailable\n  API-->>Client: error (no fallback)",
    [],
  ],
  [
    "topics alone are no failure",
    "graph LR\n  A[Blast radius] --> B[Automated rollback]\n  B --> C[Disaster recovery]",
    [],
  ],
  [
    "a flow of debugging that ends in a remedy",
    "graph TD\n  A([High latency]) --> B{Cache hit?}\n  B --> C{Slow queries?}\n  C -->|yes| D[Add an index]",
    ["failure_mode"],
  ],
  [
    "one that starts from an alarm, without questions",
    "graph TD\n  A[Checkout alert<br/>p95 >3s] --> B[1. Check the traces]\n  B --> C[Database analysis]\n  C --> D[2. Query optimization]",
    ["failure_mode"],
  ],
  [
    "one whose alarm stands among figures, before a diagnosis",
    "graph TD\n  A[Pool] --> B[Figures<br/>Failed checkouts: 12] --> C[1. Find the root cause]\n  C --> D[Pool analysis] --> E[Lock analysis]\n  E --> F[2. Pool tuning]",
    ["failure_mode"],
  ],
  ["what a failure costs", "graph LR\n  A[Downtime<br/>$3M a day] --> B[Automatic failover]", ["cost_data"]],
  [
    "where a flow goes on",
    "graph LR\n  A{Pool use?} -->|> 80%| B[Grow: 5 min]\n  A -->|< 80%| C[Wait: 9 min]",
    [],
  ],
  [
    "what a company is worth",
    'xychart-beta\n  y-axis "Market cap ($T)" 0 --> 3\n  line [1, 2, 3]',
    ["production_data"],
  ],
  [
    "one that only looks",
    "graph TD\n  A([High latency]) --> B{Cache hit?}\n  B --> C{Slow queries?}\n  C -->|yes| D[Check the index]",
    [],
  ],
  [
    "failover with the times that it takes",
    "graph LR\n  A[Failover<br/>Detection time: 20s<br/>Recovery time: 40s]",
    ["failure_mode"],
  ],
  ["failover with one time is a setting", "graph LR\n  A[Failover<br/>in 20s]", []],
  [
    "an incident that is drawn during and after it",
    "graph LR\n  A[During the incident] --> B[Search is blocked]\n  C[After the incident] --> D[Search works]",
    ["failure_mode"],
  ],
  [
    "figures of one number with different names",
    "graph LR\n  A[CPU: 15%] --> B[Packet loss: 15%]\n  B --> C[Error rate: 15%]",
    ["production_data"],
  ],
  ["one figure in several labels", "graph LR\n  A[CPU: 15%] --> B[CPU: 15%]\n  B --> C[CPU: 15%]", []],
  ["a way back", "sequenceDiagram\n  DB-->>API: unavailable\n  API->>Cache: serves stale", ["failure_mode"]],
  [
    "the numbers of a pie",
    'pie title Cost of a month: $78M\n  "Compute" : 35.9\n  "Storage" : 23.1\n  "Network" : 10',
    ["production_data", "cost_data"],
  ],
  [
    "the numbers of a chart, with the unit of its axis",
    'xychart-beta\n  y-axis "Latency (ms)" 0 --> 50\n  bar "p50" [2, 1, 5]\n  bar "p99" [8, 4, 12]',
    ["production_data", "latency_budget"],
  ],
  [
    "a chart of users",
    'xychart-beta\n  y-axis "Active users (M)" 0 --> 250\n  line [180, 45, 200]',
    ["production_data", "scale_metrics"],
  ],
  [
    "a chart of money",
    'xychart-beta\n  y-axis "Savings ($M)" 0 --> 9\n  line [1, 4, 8]',
    ["production_data", "cost_data"],
  ],
  ["memory is no scale", "graph LR\n  A[Cache<br/>28TB RAM] --> B[Memory<br/>Total: 500GB]", ["cost_data"]],
])("%s", (_, text, expected) => expect(shown(text)).toEqual(expected));
