import { type Amount, amountsIn, isBound, isOrdinal, withName, withUnit } from "./amounts.ts";

const MACHINES =
  "(?:nodes|brokers|replicas|instances|servers|pods|shards|vCPUs?|CPUs|cores|machines|hosts|VMs|containers|clusters|racks|GPUs|tasks|partitions|appliances|boxes|tablets|PoPs|edge locations|edge sites|data ?cent(?:er|re)s|DCs)";
const ONE_MACHINE =
  "(?:node|broker|replica|instance|server|pod|shard|core|machine|cluster|partition|container)";
/** `12 brokers`, `3 dedicated nodes`, `8,000 H100 GPUs`; an "and" ends what is counted. */
const COUNTED = new RegExp(
  `^\\s?(?:[x×]\\s?)?(?:(?!(?:and|or|of|the|to|in|for|per|ms|s|GB|TB|MB|virtual|x)\\b)[A-Za-z][\\w.-]{0,24}\\s){0,2}(?:${MACHINES}|vCPU|GPU|node|replica|instance|server|broker)\\b`,
  "i",
);
/** `5-node cluster` */
const HYPHENED = new RegExp(`^-${ONE_MACHINE}\\b`, "i");
/** `Cluster size: 3`, `Nodes: 100+`, `Node count: 5` */
const NAMED = new RegExp(
  `(?<!virtual |[\\w.])(?:cluster size|${ONE_MACHINE} count|${MACHINES})\\s?:\\s?$`,
  "i",
);
const MEMORY = /^\s?(?:MB|MiB|GB|GiB|TB|TiB|PB)\s(?:of\s)?(?:system\s)?(?:RAM|memory|NVMe|SSD|EBS)\b/;
const NAMED_MEMORY = /\b(?:memory|RAM)\s?[:=]\s?$/i;
const BYTES = /^\s?(?:MB|GB|GiB|TB|TiB)\b/;
/** How much of it a program takes, and not how much there is. */
const IN_USE =
  /\b(?:goroutines?|threads?|heap|GC|garbage|OOM|RSS|us(?:age|ed)|peak|leak\w{0,3}|working set|footprint|consum\w{1,5}|overhead|context switches|active connections)\b|\bCPU\s?:\s?\d{1,3}\s?%/i;
/** `6GB/8GB` */
const OF_ALL = /^\s?[KMGT]i?B\s?\/\s?\d/;
/** Of a node, in thousandths: `500m CPU`. */
const MILLI_CPU = /^m\sv?CPU\b/;

const MULTIPLIED = [
  // Replicas × 3, r5.large x12
  new RegExp(`(?:${MACHINES}|large|metal|medium|small|micro|nano)\\s?[x×]\\s?\\d{1,6}(?:,\\d{3}){0,2}`, "i"),
  // A100 80GB × 25,000
  /(?<![\w.])[\w.]{1,10}\s?×\s?\d{1,6}(?:,\d{3}){0,2}(?![\w.,]|\s?(?:%|[KMGT]i?B\b|ms\b))/,
  // 12 x i3en.3xlarge
  /(?<![\w.,-])\d{1,6}\s?[x×]\s?(?=[a-z0-9.]{2,12}\.(?:\d{0,2}x?large|metal|medium|small))[\w.]{1,30}/i,
];

function namedMemory(amount: Amount, label: string): string | null {
  const name = IN_USE.test(label) || OF_ALL.test(amount.after) ? null : NAMED_MEMORY.exec(amount.before);
  const memory = name ? withUnit(amount, BYTES) : null;
  return name && memory !== null ? name[0] + memory : null;
}

/** Of what has its machines at the edge: `300+ locations worldwide`. */
const LOCATIONS = /^\s?(?:[A-Za-z]{1,12}\s)?locations\b/i;
const AT_EDGE = /\b(?:edge|CDN|PoPs?)\b/i;
/** Machines that nobody pays for. */
const OF_ATTACKER =
  /\b(?:botnets?|attackers?|attacking|infected|compromised|zombies?|hijacked|reflect(?:ion|ors?)|amplif\w{1,8})\b/i;

/**
 * How much of something is run: `5 brokers`, `96 vCPU`. One of a thing is no count, nor is what is compared with. `label`: all
 * that stands in the same node.
 */
export function findResourceCount(text: string, label = text): string | null {
  if (OF_ATTACKER.test(label)) return null;
  for (const amount of amountsIn(text)) {
    if (isBound(amount) || isOrdinal(amount)) continue;
    const memory = withUnit(amount, MEMORY) ?? withUnit(amount, MILLI_CPU) ?? namedMemory(amount, label);
    if (memory !== null) return memory;
    const locations = AT_EDGE.test(label) ? withUnit(amount, LOCATIONS) : null;
    const count =
      locations ?? withUnit(amount, COUNTED) ?? withUnit(amount, HYPHENED) ?? withName(amount, NAMED);
    if (count !== null && (amount.value > 1 || /cpu/i.test(count))) return count;
  }
  return MULTIPLIED.map((form) => form.exec(text)?.[0].trim()).find((found) => found !== undefined) ?? null;
}
