import { describe, expect, test } from "vitest";
import { weighBreak, weighWayBack } from "../../src/gates/read/figures/failure-words.ts";
import { findInstanceType } from "../../src/gates/read/figures/instances.ts";
import { findMetrics } from "../../src/gates/read/figures/metrics.ts";
import { findCost } from "../../src/gates/read/figures/money.ts";
import { findPercentile } from "../../src/gates/read/figures/percentiles.ts";
import { findResourceCount } from "../../src/gates/read/figures/resources.ts";
import { findScale } from "../../src/gates/read/figures/scale.ts";

describe("what something costs", () => {
  test.each([
    ["$4,200/month", "$4,200/month"],
    ["$0.023/GB stored", "$0.023/GB"],
    ["€84K per month", "€84K per month"],
    ["infra: $3M", "$3M"],
    ["r5.24xlarge at $6.05", "$6.05"],
    ["1.2M USD a year", "1.2M USD a year"],
    ["saves £500", "£500"],
    ["$12,000 annually", "$12,000 annually"],
    ["Staff - $1.2B", "$1.2B"],
    ["Search: $84M/30%", "$84M"],
    ["$29-2000/month plans", "$29-2000/month"],
    ["Alert: > $6,500/hour", null],
    ["transfer of $75K to the supplier", null],
    ["balance - $1 WHERE id = $2", null],
    ["authorise $49.99", null],
    ["Amount: $120", null],
    ["SELECT name WHERE id = $1", null],
    ["Market cap: $4T", null],
    ["transfer $1,500 to Bob", null],
    ["$HOME/5", null],
    ["costs a lot", null],
  ])("%s → %s", (text, expected) => expect(findCost(text, false)).toBe(expected));

  test("in a diagram about costs every amount is one", () => {
    expect(findCost("Compute: $9.20", false)).toBeNull();
    expect(findCost("Compute: $9.20", true)).toBe("$9.20");
  });
});

describe("how much runs", () => {
  test.each([
    ["5 brokers", "5 brokers"],
    ["etcd, 3 dedicated nodes", "3 dedicated nodes"],
    ["96 vCPU", "96 vCPU"],
    ["64 GB RAM", "64 GB RAM"],
    ["1,200 pods", "1,200 pods"],
    ["12 x i3en.3xlarge", "12 x i3en.3xlarge"],
    ["100+ shards", "100+ shards"],
    ["15,000+ edge servers", "15,000+ edge servers"],
    ["8,000 H100 GPUs", "8,000 H100 GPUs"],
    ["Cluster size: 3", "Cluster size: 3"],
    ["OCN Servers: 4,500", "Servers: 4,500"],
    ["Nodes: 100+ per DC", "Nodes: 100+"],
    ["5-node cluster", "5-node"],
    ["c5.xlarge x12", "large x12"],
    ["Replicas × 3", "Replicas × 3"],
    ["A100 80GB × 25,000", "80GB × 25,000"],
    ["Memory: 512GB per node", "Memory: 512GB"],
    ["256MB RAM", "256MB RAM"],
    ["Memory: 6GB/8GB", null],
    ["Memory: 6GB in use", "Memory: 6GB"],
    ["Memory usage: 6GB", null],
    ["threads × 5% of each", null],
    ["16 pages × 4KB", null],
    ["Tier 1 servers", null],
    ["Parallel workers: 40", null],
    ["Phase 2 clusters", null],
    ["<2 nodes healthy", null],
    ["Virtual nodes: 256", null],
    ["4 virtual nodes", null],
    ["Replication factor: 3", null],
    ["min.insync.replicas=2", null],
    ["Large clusters: 8-16", null],
    ["2-8GB heap", null],
    ["Redis 7.2", null],
    ["1 node fails", null],
    ["3 retries", null],
    ["Node 7", null],
    ["9 AM", null],
    ["p99 of nodes", null],
  ])("%s → %s", (text, expected) => expect(findResourceCount(text)).toBe(expected));

  test("memory that a program takes is not what is paid for", () => {
    expect(findResourceCount("Memory: 6GB", "Function\nMemory: 6GB")).toBe("Memory: 6GB");
    expect(findResourceCount("Memory: 6GB", "Peak load\nMemory: 6GB")).toBeNull();
  });

  test("nor are an attacker's machines", () => {
    expect(findResourceCount("30K servers", "Botnet\n30K servers")).toBeNull();
  });

  test("places count where machines stand in them", () => {
    expect(findResourceCount("300+ locations worldwide", "Edge nodes\n300+ locations worldwide")).toBe(
      "300+ locations",
    );
    expect(findResourceCount("300+ locations worldwide", "Shops\n300+ locations worldwide")).toBeNull();
  });
});

describe("instance types", () => {
  test.each([
    ["r5.24xlarge", "r5.24xlarge"],
    ["on db.r6g.16xlarge, gp3", "db.r6g.16xlarge"],
    ["cache.m7g.large", "cache.m7g.large"],
    ["c6gn.metal", "c6gn.metal"],
    ["n2-standard-32", "n2-standard-32"],
    ["a2-highgpu-8g", "a2-highgpu-8g"],
    ["e2-medium", "e2-medium"],
    ["Standard_E64s_v5", "Standard_E64s_v5"],
    ["D16s_v5 pool", "D16s_v5"],
    ["BM.Standard.E4.128", "BM.Standard.E4.128"],
    ["the r5 family", null],
    ["schema v2.4.large", null],
    ["x-large pizza", null],
    ["Kafka 3.5.1", null],
    ["a.medium", null],
  ])("%s → %s", (text, expected) => expect(findInstanceType(text)).toBe(expected));
});

describe("scale", () => {
  test.each([
    ["2M requests/s", "2M requests/s"],
    ["45K req/s", "45K req/s"],
    ["32K TPS", "32K TPS"],
    ["260M users", "260M users"],
    ["18M trips/day", "18M trips/day"],
    ["1.4 TB/day", "1.4 TB/day"],
    ["12 PB", "12 PB"],
    ["180 MB/s", "180 MB/s"],
    ["2.8M+ bikes", "2.8M+ bikes"],
    ["10K-50K ops/sec", "10K-50K ops/sec"],
    ["10B daily", "10B daily"],
    ["Queries/sec: 14.4k", "Queries/sec: 14.4k"],
    ["Rows: 10M", "Rows: 10M"],
    ["Index size: 200MB", "200MB"],
    ["2 Exabytes", "2 Exabytes"],
    ["80 KB/s", "80 KB/s"],
    ["Customers affected: 3M", "Customers affected: 3M"],
    ["20K integrations", "20K integrations"],
    ["4000 orgs", "4000 orgs"],
    ["2000 orgs", "2000 orgs"],
    ["Snapshot: 9GB transferred", "9GB"],
    ["Cells: 9GB", null],
    ["Restarts: calm → 300/min", null],
    ["Writes: calm → 300/min", "300/min"],
    ["40M spans/hour", "40M spans/hour"],
    ["15KB response", null],
    ["4MB per connection", null],
    ["4 cores, 8GB", null],
    ["Java 21, 24GB", null],
    ["+60MB/hour", null],
    ["Buffer pool: 16GB", null],
    ["3M+ concurrent", "3M+ concurrent"],
    ["Clients per node: 3000", "Clients per node: 3000"],
    ["64MB each", null],
    ["9K context switches/sec", null],
    ["Context switches: 9K/sec", null],
    ["Creation rate: 7/min", null],
    ["Ingest: 9K/sec", "9K/sec"],
    ["9GB RSS", null],
    ["4GB allocation", null],
    ["Allocation rate: 3GB/sec", null],
    ["Java 17 clients", null],
    ["Phase 2 users", null],
    ["50PB+ system memory", null],
    ["Memory: 512GB per node", null],
    ["15,000+ servers", null],
    ["Rate limiting: 1000/sec", null],
    ["3 orders", null],
    ["2024 orders", null],
    ["max connections: 5000", null],
    ["100 deploys/day", null],
    ["<1000 TPS", null],
    ["Active connections: 4800/5000", null],
    ["User interface: 1200", null],
    ["1GB configuration", null],
    ["> 1000 TPS", null],
    ["28,000 transactions per second", "28,000 transactions per second"],
    ["$4,200/month", null],
    ["5 retries/minute", null],
    ["64 GB RAM", null],
    ["heap 31 GB heap", null],
    ["40ms", null],
    ["port 8443", null],
    ["2024/06/20", null],
  ])("%s → %s", (text, expected) => expect(findScale(text)).toBe(expected));
});

test.each([
  ["Peak: 40,000", "Active users\nPeak: 40,000", "Peak: 40,000"],
  ["Peak: 40", "Active users\nPeak: 40", null],
  ["Peak: 40,000", "Context switches\nPeak: 40,000", null],
  ["900GB SSD", "Orders database\n900GB SSD", "900GB"],
  ["900GB SSD", "Build agent\n900GB SSD", null],
  ["9GB", "Session cache\n9GB", "9GB"],
  ["9GB", "Young space\n9GB", null],
  ["Storage: 9TB", "Broker\nMemory: 64GB\nStorage: 9TB", "9TB"],
  ["Available: 2GB", "Broker\nMemory: 64GB\nAvailable: 2GB", null],
])("the scale of %j in %j", (text, label, expected) => expect(findScale(text, label)).toBe(expected));

describe("percentiles", () => {
  test.each([
    ["p50: 4ms", true, false],
    ["P99 = 1.2 s", false, true],
    ["p50/p99: 4/25ms", true, true],
    ["median 3 ms, 99th percentile 60 ms", true, true],
    ["10ms p99", false, true],
    ["p99.9: 80ms", false, false],
    ["p999: 80ms", false, false],
    ["p95: 80ms", false, false],
    ["watch p50 and p99", false, false],
    ["p50 of 12 items", false, false],
  ])("%s", (text, p50, p99) => {
    expect(findPercentile(text, "p50") !== null).toBe(p50);
    expect(findPercentile(text, "p99") !== null).toBe(p99);
  });
});

describe("the metrics of one line", () => {
  test.each<[string, readonly string[]]>([
    ["p50 4ms, p99 25ms, 99.9% of 2M users, 5 nodes", ["4ms", "25ms", "99.9%", "2M users", "5 nodes"]],
    ["-35% and +30% to +50%", ["-35%", "+30%", "+50%"]],
    ["45-min outage, 2-5ms", ["45-min", "2-5ms"]],
    ["40 TB/day", ["40 TB/day"]],
    ["15KB response", ["15KB"]],
    ["$8M/month", ["$8M/month"]],
    ["Queue: 40 waiting, 12 threads", ["40 waiting", "12 threads"]],
    ["max_connections: 80", ["connections: 80"]],
    ["Access: 15m → 30m, retention=7d", ["15m", "30m", "7d"]],
    ["2024 orders", []],
    ["Python 3 workers", []],
    ["alert threshold 90%", []],
    ["CPU > 80%", []],
    ["Scale up: CPU > 80%", ["80%"]],
    ["T+5 min", []],
    ["14:15:00", []],
    ["HTTP 503, 404 errors", []],
    ["PostgreSQL 15.4", []],
  ])("%s", (text, expected) => expect(findMetrics(text, false)).toEqual(expected));
});

describe("how much a line says of what breaks, and of the way back", () => {
  test.each<[string, number, number]>([
    ["leader crashes: re-election in 5s", 2, 2],
    ["PaymentFailed", 2, 0],
    ["Cannot reach the majority", 2, 0],
    ["catches up by the log", 0, 2],
    ["query timeouts", 2, 0],
    ["broker is unresponsive", 2, 0],
    ["disk full", 2, 0],
    ["connection refused", 2, 0],
    ["peer does not respond", 2, 0],
    ["switch traffic to group B", 0, 2],
    ["reverted the release", 0, 2],
    ["back online", 0, 2],
    ["fixed by a restart", 0, 2],
    ["requests are rerouted", 0, 2],
    ["failover to the standby", 0, 2],
    ["Incident resolved", 1, 2],
    // a name for it, and nothing that happens
    ["Incident detected", 1, 0],
    ["slow disks", 1, 0],
    ["disk exhaustion", 1, 0],
    ["attack traffic", 1, 0],
    ["disaster recovery", 0, 1],
    ["automated rollback", 0, 1],
    ["retry on timeout", 0, 1],
    ["mitigation", 0, 1],
    ["fallbacks", 0, 1],
    ["failover: <20s", 0, 1],
    // a way back that is not there
    ["error (no fallback)", 1, 0],
    ["cannot replay", 2, 0],
    ["cannot be restored", 2, 0],
    ["Retry logic: None", 0, 0],
    ["schedule fix", 0, 0],
    // what is done about trouble, measured of it, or set
    ["error rates", 0, 0],
    ["failure detection", 0, 0],
    ["crash reporting", 0, 0],
    ["failure injection", 0, 0],
    ["leak risk", 0, 0],
    ["outage cost", 0, 0],
    ["failed login rates", 0, 0],
    ["zero downtime", 0, 0],
    ["prevents data loss", 0, 0],
    ["Timeout: 2s", 0, 0],
    ["idle timeout", 0, 0],
    ["graceful degradation", 0, 0],
    ["fault tolerance: 2 failures", 0, 0],
    ["single point of failure", 0, 0],
    ["Recovery investment", 0, 0],
    // other things of the same name
    ["point-in-time recovery", 0, 0],
    ["DNS resolution", 0, 0],
    ["cannot resolve domains", 2, 0],
    ["fixed pool size", 0, 0],
    ["mandatory breaks", 0, 0],
    ["cool-down", 0, 0],
    ["dead letters", 0, 1],
    ["Kafka partitions", 0, 0],
    ["issue tracking", 0, 0],
    ["budget exhaustion", 0, 0],
    ["budget recovery", 0, 0],
  ])("%s", (line, breaks, recovers) => {
    expect([weighBreak(line), weighWayBack(line)]).toEqual([breaks, recovers]);
  });
});
