/**
 * Words for what breaks and for the way back. Most drawings name some of them without saying either: "error rates", "failure
 * detection" and "zero downtime" are what a system has, not what happens to it. Those are taken out before anything is looked for.
 */
const TROUBLE =
  "(?:failures?|faults?|errors?|crash(?:es)?|incidents?|outages?|exceptions?|timeouts?|deadlocks?|conflicts?|loss|leaks?|partitions?|overload|disaster|threats?|attacks?|corruption)";

const NO_TROUBLE = [
  // what may fail without harm, and what is left of what may fail
  /\bfault[- ]tolerance\s?[:=].{0,40}|\bon (?:failures?|time-?outs?|errors?)\b|\b(?:error )?budget \w{1,12}|\b(?:failure|outage|crash|leak|loss|exhaustion|explosion|\w{0,20}error) risks?\b|\b(?:mandatory|rest|line|page) breaks\b/gi,
  // failure detection, error rates, disaster recovery
  new RegExp(
    `\\b${TROUBLE}[- /&]{1,3}(?:(?:detect(?!ed)|track|monitor|logg?|report|prevent|toleran|isolat|classif|correlat|aggregat)\\w{0,8}|rates?|ratio|budgets?|thresholds?|codes?|counts?|injection|commander|investigation|protection|recovery|management|handling|intelligence|escalation|triage|response|resolution|simulation|alerts?|keys?|strateg\\w{1,3}|pruning)\\b`,
    "gi",
  ),
  // zero downtime, prevents data loss
  /\b(?:zero|no|without|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|minimi[sz]\w{1,3}|reduc\w{1,4}|less|fewer|never|0)[- ](?:\w{1,10}[- ])?(?:down ?time|loss|failures?|errors?|outages?|incidents?|conflicts?|crashes|split[- ]brain|deadlocks?|single point)\b/gi,
  // what is set
  /\b(?:session|visibility|recovery|idle|keep-?alive) timeouts?\b|\btime-?outs?(?: management| configuration)?\s?[:=]|\btime-?out \d|\b\d[\d.]{0,6}\s?m?s time-?out\b/gi,
  /\bscale at \d{1,3}\s?%? \w{1,10}|\bup\/down\b|\bdead[- ]letters?\b|\bfault[- ]tolerant\b|\bgraceful degradation\b/gi,
  /\bfail(?:ed|ure)? \w{1,14} rates?\b|\bfail(?:s|ing)?[- ]?(?:over|back|fast|safe)\w{0,2}\b|\b(?:handle|log|count|catch|track)s? (?:all )?(?:errors?|exceptions?|failures?)\b/gi,
  // what somebody tries out on purpose, and what may fail alone
  /\b(?:failure|fault|error|chaos) (?:injection|testing|drills?|domains?|analysis)\b/gi,
  // what a year may have of it, and what goes down by itself
  /\b\d[\d.]{0,6} ?\w{0,8}\/?\w{0,8} down ?time\b|\bdown ?time required\b/gi,
  /\b(?:scale|count|pull|push|drill|step|cool|calm|shut|break)[- ]?down\b|\bdown(?:stream|load|sampl|scale|grade|ward)\w{0,6}\b/gi,
];

const BREAKS =
  /\b(?:fail(?:s|ed|ing|ures?)?|outages?|crash(?:e[sd]|ing)?|down(?: ?time)?|time[- ]?outs?|timed out|unavailable|unreachable|split[- ]brain|network partition\w{0,3}|partition(?:ed)? (?:from|between|heals?)|data loss|packet loss|lost|loses?|overload(?:ed|s)?|overwhelmed|saturat\w{1,5}|OOM(?:[- ]?kill\w{0,3})?|corrupt\w{0,4}|breaks|broken?|exhaust\w{0,4}|throttled|degrad(?:ed|es|ation)|blast radius|SPOF|thundering herd|cascad\w{1,4}|deadlocks?|stalls?|HTTP 50\d|50\d errors?|errors?|unhealthy|dies|died|poison|stuck|brownout|hot partition|lag spike|declined|rejected|cannot|can't|unable to|conflicts?|spiking|crisis|attack|quorum lost|no leader|(?:incident|issue|leak|problem|anomaly)s? (?:detected|found|occurs?|resolved)|halt(?:s|ed)?|unresponsive|not responding|(?:goes|went|is|node|server|host|broker|service) offline|hangs|hung|frozen|crash ?loop\w{0,8}|connections? (?:refused|reset|dropped)|disconnect(?:s|ed)|(?:queue|buffer|disk|volume|pool|memory)s? (?:is |are )?full|out of (?:memory|disk|space|connections)|(?:kernel )?panics?|aborted|backed up|certificates? expired|expired certificates?|(?:CPU|memory|disk)(?: usage)?(?: at)?:? 100%)(?!\w)/i;

/** The way back that is not there, that is only planned, or that is a name. */
const NO_WAY_BACK = [
  /\b(?:no|without|not?|never|none|lacks?|missing) (?:\w{1,10} )?(?:fail[- ]?overs?|fall[- ]?backs?|retr(?:y|ies)|recover\w{0,4}|roll[- ]?backs?|replays?|restor\w{1,4}|replacement|standby|way back)\b/gi,
  /\b(?:cannot|can't|could not|unable to|impossible to|not?) (?:be )?(?:recover|replay|restor|retr|resolve|roll(?:ed)? back|fail over|restart|rebuil)\w{0,5}\b/gi,
  /\b(?:retr(?:y|ies)|fail[- ]?over|fallback|recovery|rollback)(?: logic| policy)?\s?[:=]\s?(?:none|no|off|disabled)\b|\bretry storms?\b/gi,
  // Recovery Investment, Fixed goroutine count
  /\b(?:recovery|restoration|mitigation|rollback|failover) (?:investments?|costs?|budgets?|overhead|teams?|tests?|testing|drills?|metrics|targets?|objectives?|readiness|monitoring|planning)\b|\b(?:error )?budget \w{1,12}/gi,
  /\bfixed[- ](?:\w{1,12} )?(?:sizes?|siz(?:ed|ing)|counts?|costs?|rates?|sampling|numbers?|windows?|intervals?|width|length|schemas?|pric\w{1,3}|pools?|partitions?|capacity|delays?|order|sets?|periods?|limits?|ratios?|thresholds?|fees?|assets?|income|schedules?)\b|[-–:] fixed$/gi,
  /\b(?:backups?|disaster) (?:and|&|\+) recovery\b|\bpoint-in-time recovery\b|\brecovery (?:granularity|time|lag|may)\b|\bmitigation plan\w{0,4}\b|\brisk mitigation\b|\b(?:schedule|plan|propose)s? (?:a )?fix\b/gi,
  /\bresolve[sd]? (?:DNS|domains?|names?|hosts?|addresses)\b|\bread replica promotion\b|\bleader election\b/gi,
];

const RECOVERS =
  /\b(?:recover\w{0,4}|fail[- ]?over|fails? over|retr(?:y|ies|ied)|fall[- ]?backs?|falls back|roll(?:ed|s)?[- ]?backs?|restart\w{0,3}|replay\w{0,3}|circuit opens?|promot(?:e|es|ed)|elects|elected|elections?|re-?elect\w{0,4}|new leader|takes? over|RTO|RPO|MTTR|restor\w{1,5}|drain(?:s|ed)?|rerout\w{1,3}|back-?off|dead[- ]letter|DLQ|shed(?:s|ding)?|hinted handoff|read repair|self-heal\w{0,3}|heal(?:s|ed|ing)|re-?sync\w{0,4}|compensat\w{1,4}|mitigat\w{1,5}|standby|rebuil[dt]s?|evict\w{0,3}|quarantine|resum\w{1,3}|reconcil\w{1,6}|page on-?call|serves? stale|spares?|replac(?:e|es|ed|ement)|catch(?:es)? up|resolve[sd]?|(?:conflict|incident|issue|problem|spike|dependency|wins) resolution|repair(?:s|ed)?|switch(?:es)? (?:traffic|back|over)|fix(?:es|ed)?|solutions?|(?:traffic|service|operations?) continues?|continue service|last known|re-?connects?|re-?connected|re-?joins?|re-?joined|revert(?:s|ed)?|reboot(?:s|ed)?|hot-?fix|re-?assign(?:s|ed)|back (?:online|to normal)|stabili[sz]\w{1,5}|service stability|unblock(?:s|ed))\b/i;

/** Nouns for a kind of trouble or of way back: alone they are the subject of a drawing, and nothing that happens in it. */
const TOPICS = [
  /\b(?:\w{1,12} )?exhaustion\b|\bblast radius\b|\b(?:\w{1,12} )?degradation\b|\battacks?\b|\b(?:\w{1,12} )?saturation\b|\bcascad\w{1,4}\b|\bcrisis\b|\bSPOF\b|\bsingle points? of failures?\b|\b\w{1,12} overload\b|\bconflicts?\b|\berrors?\b/gi,
  /\b(?:disaster|automat(?:ic|ed)|auto|(?:cross|multi)-region|performance)[- ](?:recovery|rollbacks?|fail-?over|restoration)\b|\bmitigation\b|\bfail-?over(?: time)?\s?[:=]\s?[<~≤]?\s?\d[\d.-]{0,6}\s?\w{1,7}|\bRTO\/RPO\b|\bfallbacks?\b|\bsolutions?\b/gi,
];

/**
 * The line, where it says that something breaks. `PaymentFailed` is two words. What begins an arrow with "failover" comes from
 * something that failed. `event`: only what happens, and no mere topic.
 */
export function findBreak(line: string, { on, event }: FoundWord = {}): string | null {
  if (on === "edge" && /^fail[- ]?over\b/i.test(line)) return line;
  return BREAKS.test(without(event ? [...NO_TROUBLE, ...TOPICS] : NO_TROUBLE, line)) ? line : null;
}

interface FoundWord {
  readonly on?: string;
  readonly event?: boolean;
}

/** The line, where it says how something recovers. What recovery costs is no way back. */
export function findRecovery(line: string, { event }: FoundWord = {}): string | null {
  if (/[:–-]\s?[$€£]\d/.test(line)) return null;
  return RECOVERS.test(without(event ? [...NO_WAY_BACK, ...TOPICS] : NO_WAY_BACK, line)) ? line : null;
}

/** What a flow of debugging starts from, what it does on the way, and what it ends in. */
const ALARM =
  /\b(?:slow(?:ness)? (?:quer\w{1,3}|respons\w{1,2}|requests?|reads?|writes?|consum\w{1,6}|replic\w{1,6}|APIs?|services?|endpoints?|connections?|pages?|loads?|database|DB|resolvers?|transactions?|starts?)|(?:high|rising|increased) (?:latency|load|CPU|memory)|latency spikes?|throttl\w{1,4}|alert|lag(?:ging)?|hot ?spots?)\b|>\s?\d{1,6}\s?(?:ms|s|sec|seconds?|min)\b/i;
const LOOKS =
  /^(?:\W{0,4}|\d{1,2}[a-z]?\. )(?:check|analy[sz]e|identify|verify|diagnose|investigate|inspect|review|trace|measure)\b|\b(?:analysis|diagnosis|breakdown|root cause|bottleneck)$/i;
const REMEDY =
  /^(?:\W{0,4}|\d{1,2}[a-z]?\. )(?:optimi[sz]e|tune|increase|reduce|add|kill|scale (?:up|out)|enable|implement|distribute|rewrite|clear|flush|purge|upgrade|apply|configure|adjust|reset|terminate|rebalance|split|clean up)\s\w|\b(?:optimi[sz]ation|tuning|remediation|cleanup|fix(?:es)?)$/i;
const DIAGNOSIS = /\b(?:diagnosis|root cause)\b/i;
/** So many labels that look for what is wrong make a flow of debugging. */
const LOOKING = 2;

/**
 * The alarm and the remedy in a flow of debugging: being slow is what breaks there, and "Optimize queries" is the way back. The
 * alarm stands in front, or before questions.
 */
export function findDebugging(labels: readonly string[]): readonly [string, string] | null {
  const heads = labels.map((label) => label.split("\n", 1)[0] ?? "");
  const questions = labels.filter((label) => label.endsWith("?")).length;
  const looking = questions + heads.filter((head) => LOOKS.test(head)).length;
  const remedy = heads.find((head) => REMEDY.test(head));
  const starts =
    questions >= LOOKING || labels.some((label) => DIAGNOSIS.test(label)) ? labels : labels.slice(0, 2);
  const alarm = starts.find((label) => ALARM.test(label) || findBreak(label, { event: true }) !== null);
  if (looking < LOOKING || remedy === undefined || alarm === undefined) return null;
  return [alarm.split("\n", 1)[0] ?? "", remedy];
}

/** Failover that is noticed and done in a time: `Detection time: 60s`, `Recovery time: 30s`. */
export function findTimedFailover(label: string): string | null {
  const isTimed = /\bdetection(?: time)?\s?[:=]?\s?[<~≤]?\d/i.test(label) && TIMED.test(label);
  return isTimed && /\bfail-?over\b/i.test(label) ? (label.split("\n", 1)[0] ?? "") : null;
}

const TIMED = /\b(?:recovery|fail-?over|promotion|switch-?over)(?: time)?\s?[:=]?\s?[<~≤]?\d/i;

/** An incident that is drawn during and after it, and what is found and then acted upon. */
const AFTERMATHS = [
  [
    /\bduring (?:the )?(?:incident|outage|failure|partition|disaster)\b/i,
    /\bafter (?:the )?(?:incident|outage|failure|partition|disaster|healing|recovery)\b/i,
  ],
  [
    /\b(?:failure|fault|leak|deadlock|anomaly|corruption|incident) detection\b/i,
    /\brecovery (?:actions?|process|procedures?|steps)\b|\bfailure response\b/i,
  ],
] as const;

export function findAftermath(labels: readonly string[]): readonly [string, string] | null {
  for (const [trouble, wayBack] of AFTERMATHS) {
    const first = labels.find((label) => trouble.test(label));
    const then = labels.find((label) => wayBack.test(label));
    if (first !== undefined && then !== undefined) return [first, then];
  }
  return null;
}

function without(taken: readonly RegExp[], line: string): string {
  const words = line.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ").replace(/_/g, " ");
  return taken.reduce((text, pattern) => text.replace(pattern, " "), words);
}
