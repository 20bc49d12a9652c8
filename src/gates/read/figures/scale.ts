import { type Amount, amountsIn, isBound, isOrdinal, withName, withUnit } from "./amounts.ts";

const PER = "(?:\\s?\\/\\s?|\\s+per\\s+|\\s+a\\s+)";
const TIME = "(?:s|secs?|seconds?|min|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?)\\b";
const WORD = "[A-Za-z][A-Za-z-]{0,20}";
const RATE = new RegExp(
  `^\\s?(?:(?:${WORD}\\s)?(?:${WORD})?${PER}${TIME}|(?:${WORD}\\s){0,2}(?:daily|monthly|weekly)\\b|(?:RPS|QPS|TPS|WPS|IOPS|MPS|EPS|rps|qps|tps|wps|ops|req|pps)(?:\\/s(?:ec)?)?\\b)`,
);
/** `Queries/sec: 14.4k`, `QPS: 450k` */
const NAMED_RATE = new RegExp(`\\b(?:RPS|QPS|TPS|IOPS|${WORD}(?:\\/|\\sper\\s)${TIME})\\s?[:=]\\s?$`, "i");
const NOT_A_RATE =
  /[$€£¥]|\b(?:EUR|USD|GBP|dollars|euros|ms|µs|us|ns|errors?|restarts?|retr(?:y|ies)|failures?|alerts?|deploys?|deployments?|releases?|hours?\s?\/|hours a|days a|minutes?\s?\/|downtime|times|creation|acquisition|churn|engineers?|plans?|switches|alloc\w{0,8}|(?:page )?faults?|GCs?|collections?|interrupts?|syscalls?|rebalanc\w{1,4}|elections?|failovers?|crash(?:es)?|incidents?|outages?|rollbacks?|evictions?|bugs?)\b/i;
/** What somebody may do, and what an alarm is set to: no load. */
const LIMITS =
  /\b(?:rate limit\w{0,4}|limit(?:s|ed|ing)?|quotas?|thresholds?|scale at|max(?:imum)?|throttl\w{1,4}|timeouts?)\b/i;

const SERVED =
  "(?:users|user base|userbase|MAUs?|DAUs?|customers|subscribers|members|drivers|riders|passengers|merchants|sellers|tenants|viewers|readers|players|listeners|couriers|people|visitors|teams|org(?:ani[sz]ation)?s|companies|websites|sites|stores|accounts|profiles|clients|partners|advertisers|creators|developers|analysts|students|patients|guests|hosts|households|citizens|voters|shoppers|buyers|reps|agents)";
const STORED =
  "(?:devices|bikes|cars|vehicles|sessions|connections|streams|meetings|calls|requests|queries|searches|messages|events|orders|trips|rides|bookings|transactions|payments|invocations|executions|records|rows|documents|objects|files|photos|images|videos|tweets|posts|tracks|songs|products|items|listings|vectors|repositories|repos|commits|applications|apps|pages|emails|notifications|series|keys|entries|edges|relationships|parameters|points|hosts|jobs|spans|traces|samples|logs|metrics|links|endpoints|integrations|domains|certificates|tables|topics|queues|channels|rooms|conversations|chats|comments|likes|views|downloads|uploads|installs|purchases|carts|SKUs|shipments|deliveries|claims|tickets|tokens|embeddings|predictions|inferences|features|locations|addresses|routes|blocks|chunks|builds|packages|posts|pins|stories|snaps|swipes|matches|trades|quotes|lookups|reads|writes|hits|impressions|clicks|calls|scans|streams|sensors|readings|titles|episodes|pulls|pushes|tasks|workflows|batches|snapshots)";
const BETWEEN = "(?:(?!(?:and|or|of|the|to|in|for|per)\\b)[A-Za-z][\\w-]{0,20}\\s){0,2}";
const PEOPLE = new RegExp(`^\\s?${BETWEEN}${SERVED}\\b`, "i");
const THINGS = new RegExp(`^\\s?(?:${BETWEEN}${STORED}|concurrent)\\b`, "i");
/** `Customers affected: 8M` */
const NAMED_THINGS = new RegExp(
  `\\b(?:${SERVED}|${STORED})(?:\\s(?:affected|impacted|hit|active|online|served|stored|indexed|processed|pending|queued|lost|per \\w{1,12}))?\\s?[:=]\\s?$`,
  "i",
);
/** So many of a thing are a scale; users are one in any number. */
const MANY = 1000;
const POOL =
  /\b(?:pool\w{0,3}|max(?:imum)?|database|DB|\w{0,10}SQL|jdbc|hikari\w{0,3}|threads?|core connections)\b/i;

const BYTES = "(?:[KMGTPEZ]i?B(?:ytes?)?|kB|(?:[Kk]ilo|[Mm]ega|[Gg]iga|[Tt]era|[Pp]eta|[Ee]xa)bytes?)";
const VOLUME = new RegExp(`^\\s?(?:${BYTES}|[KMGT]bps|[KMGT]bit\\/s)(?![\\w-])(?:${PER}${TIME})?`);
const HARDWARE =
  /^\s?\S{1,10}\s?(?:of\s)?(?:system\s)?(?:RAM|RSS|memory|heap|allocation|buffers?|cache|VRAM|HBM|NVMe(?! storage)|SSD(?! storage)|EBS|disk|limit|config\w{0,7}|instances?|plan|tier)\b/i;
/** Memory that stands beside the cores, or the language of what runs. */
const OF_MACHINE = /\b(?:v?CPUs?|cores)\b|\b(?:Java|Go|Python|Node(?:\.js)?|Ruby|PHP|JVM) \d[\d.]{0,6},/;
/** In a label with a line for memory, an amount of which nobody says that it is stored is memory as well. */
const MEMORY_LINE = /^\W{0,4}(?:memory|RAM|heap|swap)\b.{0,20}:/im;
const ABOUT_MEMORY =
  /\b(?:memory|(?:off-)?heap|RAM|RSS|OOM|VRAM|swap|buffer pool|shared[_ ]buffers|work_mem|[AHV]100|GC|G1(?:GC)?|JVM|garbage|(?:object|memory|pre)[- ]?allocat\w{1,4}|allocation rate|goroutines?|eden|survivor|metaspace|(?:young|old) gen\w{0,8})\b/i;
/** Of one of what there are many: `2MB per thread`. */
const OF_EACH =
  /^\s?\S{1,6}\s?(?:per|\/)\s?(?:thread|process|connection|goroutine|worker|core|message|request|object|event|record|row|document|block|chunk|page|photo|image|segment|buffer)\b|^\s?\S{1,6}\s?each\b/i;
/** What one message has. */
const SMALL = /\d\+?\s?[KkM]i?B(?:ytes?)?$/;
const BARE = /B$/;
/** Of what nobody says that it is stored or sent, so much is more often memory than data. */
const SMALLISH = /[MG]i?B(?:ytes?)?$/;
const IS_STORED =
  /\b(?:size|storage|stored|data(?:base|set)?s?|index\w{0,3}|logs?|volume|archive\w?|backups?|snapshots?|traffic|transfer\w{0,4}|uploads?|downloads?|processed|ingest\w{0,4}|written|scanned|egress|bandwidth|daily)\b/i;

/** Users, requests a second, data volume. `label`: all that stands in the same node. */
export function findScale(text: string, label = text): string | null {
  const amounts = amountsIn(text).filter((amount) => !isBound(amount));
  const isLimit = LIMITS.test(text);
  const isOfMemory = isMemory(text, label);
  return (
    (isLimit ? null : first(amounts, (amount) => rateOf(amount, isOfMemory))) ??
    first(amounts, (amount) => servedBy(amount, label, isLimit)) ??
    (isOfMemory ? null : first(amounts, (amount) => volumeOf(amount, text, label)))
  );
}

function first(amounts: readonly Amount[], find: (amount: Amount) => string | null): string | null {
  for (const amount of amounts) {
    const found = find(amount);
    if (found !== null) return found;
  }
  return null;
}

function rateOf(amount: Amount, isOfMemory: boolean): string | null {
  const rate = withUnit(amount, RATE) ?? withName(amount, NAMED_RATE);
  // `+50MB/hour` is how it grows.
  if (rate === null || NOT_A_RATE.test(rate) || /^[+-]/.test(rate) || NOT_A_RATE.test(nameOf(amount)))
    return null;
  return isOfMemory && withUnit(amount, VOLUME) !== null ? null : rate;
}

/** "Context switches: " before `15K/sec`, and "Restarts: " before `5 → 400/min` */
function nameOf({ before }: Amount): string {
  return /([A-Za-z][\w /-]{0,30}):[^:]{0,24}$/.exec(before)?.[1] ?? "";
}

/** 2000 is a round number before it is a year. */
const YEAR = "(?:19|20(?!00))\\d\\d";
const IS_YEAR = new RegExp(`^${YEAR}$`);

function servedBy(amount: Amount, label: string, isLimit: boolean): string | null {
  if (IS_YEAR.test(amount.words)) return null;
  const people = amount.value > 1 && !isVersion(amount) ? withUnit(amount, PEOPLE) : null;
  if (people !== null || isLimit || amount.value < MANY) return people;
  const things = withUnit(amount, THINGS) ?? withName(amount, NAMED_THINGS) ?? ofHeading(amount, label);
  return things !== null && /connections/i.test(things) && POOL.test(label) ? null : things;
}

/** "Active users", and below it `Current: 50,000` */
function ofHeading(amount: Amount, label: string): string | null {
  const [heading = ""] = label.split("\n", 1);
  return COUNTS.test(heading) ? withName(amount, NOW) : null;
}

const COUNTS = new RegExp(`\\b(?:${SERVED}|${STORED})$`, "i");
const NOW = /^\W{0,4}(?:now|current(?:ly)?|peak|total|count|average|avg|active|concurrent|normal)\s?:\s?$/i;

/** `Python 3 drivers`, `Phase 2 users` */
function isVersion(amount: Amount): boolean {
  return isOrdinal(amount) || (amount.value < MANY && PRODUCT.test(amount.before));
}

const PRODUCT =
  /(?<!\w)(?:Python|Java|Node(?:\.js)?|Ruby|PHP|Go|Scala|Kotlin|Swift|Rust|Rails|Django|Spring(?: Boot)?|React|Angular|Vue|\.NET|C\+\+|Postgres(?:QL)?|My ?SQL|Maria ?DB|Mongo ?DB|Redis|Memcached|Kafka|Cassandra|Elasticsearch|Hadoop|Spark|Flink|Nginx|Kubernetes|Windows|Ubuntu|Android|iOS)\s$/;

function volumeOf(amount: Amount, text: string, label: string): string | null {
  const volume = withUnit(amount, VOLUME);
  const isHardware = HARDWARE.test(amount.after) && !(DISK.test(amount.after) && isOfStore(label));
  if (volume === null || /^[+-]/.test(volume) || isHardware || OF_EACH.test(amount.after)) return null;
  const isOfMessage = SMALL.test(volume) && !(/MB/i.test(volume) && IS_STORED.test(text));
  const isOfMachine = OF_MACHINE.test(text) || (MEMORY_LINE.test(label) && !IS_STORED.test(text));
  const isUnclear = SMALLISH.test(volume) && !IS_STORED.test(text) && !isOfStore(label);
  return isOfMessage || isUnclear || (isOfMachine && BARE.test(volume)) ? null : volume;
}

/** The disk of a database is for its data. */
function isOfStore(label: string): boolean {
  const [heading = ""] = label.split("\n", 1);
  return STORE.test(heading);
}

const DISK = /^\s?\S{1,10}\s?(?:of\s)?(?:NVMe|SSD|EBS|disk)\b/i;
const STORE =
  /\b(?:databases?|DB|\w{0,10}SQL|storage|stores?|warehouse|lake|buckets?|S3|caches?|Redis|Memcached|\w{0,8}DB|Cassandra|HBase|Elasticsearch|Kafka|replicas?|tables?|partitions?|shards?|topics?|queues?|index(?:es)?)\b/i;

function isMemory(text: string, label: string): boolean {
  const [heading = ""] = label.split("\n", 1);
  return ABOUT_MEMORY.test(text) || ABOUT_MEMORY.test(heading);
}

/** Any amount of data, also that of one message. */
export function sizeOf(amount: Amount): string | null {
  return withUnit(amount, VOLUME);
}

const INSIDE =
  "(?:threads|goroutines|processes|workers|locks|slots|pools?|pipelines|consumers|producers|publishers|services|microservices|databases|schemas|sources|destinations|sinks|executors|regions|zones|errors|failures|timeouts|leaks|retries|attempts|rejections|acquisitions|waiters|waits|models|alerts|incidents|columns|fields|indexes|segments|connectors|subscriptions|buckets|collections|functions|namespaces|deployments)";
const STATES = "(?:waiting|pending|active|idle|running|queued|blocked|in use|open|online|affected)";
const COUNTED = new RegExp(`^\\s?(?:${BETWEEN}(?:${SERVED}|${STORED}|${INSIDE})|${STATES})\\b`, "i");
/** `max_connections: 100`, `Failed acquisitions: 25` */
const NAMED_COUNT = new RegExp(
  `(?<![A-Za-z])(?:${SERVED}|${STORED}|${INSIDE})(?:\\s${STATES})?\\s?[:=]\\s?$`,
  "i",
);
/** A year, or what HTTP answers. */
const NO_COUNT = new RegExp(
  `^(?:${YEAR}|[1-5]\\d\\d(?=.{0,20}\\b(?:errors?|responses?|Bad|Internal|Service)\\b))`,
);

/** A count of whatever the system has, serves or gets wrong, of any size: a figure, and not yet a scale. */
export function countOf(amount: Amount): string | null {
  if (isBound(amount) || isVersion(amount) || NO_COUNT.test(amount.words + amount.after)) return null;
  const counted = amount.value > 1 ? withUnit(amount, COUNTED) : null;
  return counted ?? withName(amount, NAMED_COUNT);
}

const SERIES = new RegExp(`\\b(?:${SERVED}|${STORED}|${WORD}(?:\\/|\\sper\\s)${TIME})`, "i");

/** Of a chart, whose unit stands on its axis: "Requests per Second (thousands)". */
export function findSeriesScale(series: string): string | null {
  return SERIES.test(series) && !NOT_A_RATE.test(series) ? series : null;
}
