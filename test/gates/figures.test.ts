import { describe, expect, test } from "vitest";
import {
  findCost,
  findInstanceType,
  findMetrics,
  findPercentile,
  findResourceCount,
  findScale,
} from "../../src/gates/read/figures.ts";

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
    ["balance - $1 WHERE id = $2", null],
    ["authorise $49.99", null],
    ["transfer $1,500 to Bob", null],
    ["$HOME/5", null],
    ["costs a lot", null],
  ])("%s → %s", (text, expected) => expect(findCost(text, false)).toBe(expected));

  test("in a diagram about costs every amount is one", () => {
    expect(findCost("Compute: $9.2M", false)).toBeNull();
    expect(findCost("Compute: $9.2M", true)).toBe("$9.2M");
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
    ["1 node fails", null],
    ["3 retries", null],
    ["Node 7", null],
    ["9 AM", null],
    ["p99 of nodes", null],
  ])("%s → %s", (text, expected) => expect(findResourceCount(text)).toBe(expected));
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

test("the metrics of one text are all found", () => {
  expect(findMetrics("p50 4ms, p99 25ms, 99.9% of 2M users, 5 nodes", false)).toEqual([
    "4ms",
    "25ms",
    "2M users",
    "99.9%",
    "5 nodes",
  ]);
});
