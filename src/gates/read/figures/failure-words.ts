/**
 * Words for what breaks and for the way back. Most drawings name some of them without saying either: "error rates", "failure
 * detection" and "zero downtime" are what a system has, not what happens to it. Those are taken out before anything is looked for.
 */
const TROUBLE =
  "(?:failures?|faults?|errors?|crash(?:es)?|incidents?|outages?|exceptions?|timeouts?|deadlocks?|conflicts?|loss|leaks?|partitions?|overload|disaster|threats?|attacks?|corruption)";

const NO_TROUBLE = [
  // failure detection, error rates, disaster recovery
  new RegExp(
    `\\b${TROUBLE}[- /&]{1,3}(?:(?:detect(?!ed)|track|monitor|logg?|report|prevent|toleran|isolat|classif|correlat|aggregat)\\w{0,8}|rates?|ratio|budgets?|thresholds?|codes?|counts?|injection|commander|investigation|protection|recovery|management|handling|intelligence|escalation|triage|response|resolution|simulation|alerts?|keys?|strateg\\w{1,3}|pruning)\\b`,
    "gi",
  ),
  // zero downtime, prevents data loss
  /\b(?:zero|no|without|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|minimi[sz]\w{1,3}|reduc\w{1,4}|less|fewer|never|0)[- ](?:\w{1,10}[- ])?(?:down ?time|loss|failures?|errors?|outages?|incidents?|conflicts?|crashes|split[- ]brain|deadlocks?|single point)\b/gi,
  // what is set
  /\b(?:session|visibility|recovery|idle|keep-?alive) timeouts?\b|\btime-?outs?(?: management| configuration)?\s?[:=]|\btime-?out \d|\b\d[\d.]{0,6}\s?m?s time-?out\b/gi,
  /\bscale at \d{1,3}\s?%? \w{1,10}|\bon failures?\b|\bup\/down\b|\bdead[- ]letters?\b|\bfault[- ]tolerant\b|\bgraceful degradation\b/gi,
  /\bfail(?:ed|ure)? \w{1,14} rates?\b|\bfail(?:s|ing)?[- ]?(?:over|back|fast|safe)\w{0,2}\b|\b(?:handle|log|count|catch|track)s? (?:all )?(?:errors?|exceptions?|failures?)\b/gi,
  // what a year may have of it, and what goes down by itself
  /\b\d[\d.]{0,6} ?\w{0,8}\/?\w{0,8} down ?time\b|\bdown ?time required\b/gi,
  /\b(?:scale|count|pull|push|drill|step|cool|calm|shut|break)[- ]?down\b|\bdown(?:stream|load|sampl|scale|grade|ward)\w{0,6}\b/gi,
];

const BREAKS =
  /\b(?:fail(?:s|ed|ing|ures?)?|outages?|crash(?:e[sd]|ing)?|down(?: ?time)?|time[- ]?outs?|timed out|unavailable|unreachable|split[- ]brain|network partition\w{0,3}|partition(?:ed)? (?:from|between|heals?)|data loss|packet loss|lost|loses?|overload(?:ed|s)?|overwhelmed|saturat\w{1,5}|OOM(?:[- ]?kill\w{0,3})?|corrupt\w{0,4}|breaks|broken?|exhaust\w{0,4}|throttled|degrad(?:ed|es|ation)|blast radius|SPOF|thundering herd|cascad\w{1,4}|deadlocks?|stalls?|HTTP 50\d|50\d errors?|errors?|unhealthy|dies|died|poison|stuck|brownout|hot partition|lag spike|declined|rejected|cannot|can't|unable to|conflicts?|spiking|crisis|attack|quorum lost|no leader|(?:incident|issue|leak|problem|anomaly)s? (?:detected|found|occurs?)|halt(?:s|ed)?|(?:CPU|memory|disk)(?: usage)?(?: at)?:? 100%)(?!\w)/i;

/** The way back that is not there, that is only planned, or that is a name. */
const NO_WAY_BACK = [
  /\b(?:no|without|not?|never|none|lacks?|missing) (?:\w{1,10} )?(?:fail[- ]?overs?|fall[- ]?backs?|retr(?:y|ies)|recover\w{0,4}|roll[- ]?backs?|replays?|restor\w{1,4}|replacement|standby|way back)\b/gi,
  /\b(?:cannot|can't|could not|unable to|impossible to|not?) (?:be )?(?:recover|replay|restor|retr|resolve|roll(?:ed)? back|fail over|restart|rebuil)\w{0,5}\b/gi,
  /\b(?:retr(?:y|ies)|fail[- ]?over|fallback|recovery|rollback)(?: logic| policy)?\s?[:=]\s?(?:none|no|off|disabled)\b|\bretry storms?\b/gi,
  /\b(?:backups?|disaster) (?:and|&|\+) recovery\b|\bpoint-in-time recovery\b|\brecovery (?:granularity|time|lag|may)\b|\bmitigation plan\w{0,4}\b|\brisk mitigation\b|\b(?:schedule|plan|propose)s? (?:a )?fix\b/gi,
  /\bresolve[sd]? (?:DNS|domains?|names?|hosts?|addresses)\b|\bread replica promotion\b|\bleader election\b/gi,
];

const RECOVERS =
  /\b(?:recover\w{0,4}|fail[- ]?over|fails? over|retr(?:y|ies|ied)|fall[- ]?backs?|falls back|roll(?:ed|s)?[- ]?backs?|restart\w{0,3}|replay\w{0,3}|circuit opens?|promot(?:e|es|ed)|elects|elected|elections?|re-?elect\w{0,4}|new leader|takes? over|RTO|RPO|MTTR|restor\w{1,5}|drain(?:s|ed)?|rerout\w{1,3}|back-?off|dead[- ]letter|DLQ|shed(?:s|ding)?|hinted handoff|read repair|self-heal\w{0,3}|heal(?:s|ed|ing)|re-?sync\w{0,4}|compensat\w{1,4}|mitigat\w{1,5}|standby|rebuil[dt]s?|evict\w{0,3}|quarantine|resum\w{1,3}|reconcil\w{1,6}|page on-?call|serves? stale|spares?|replac(?:e|es|ed|ement)|catch(?:es)? up|resolve[sd]?|(?:conflict|incident|issue|problem|spike|dependency|wins) resolution|repair(?:s|ed)?|switch(?:es)? (?:traffic|back|over)|fix(?:es|ed)?|solutions?|(?:traffic|service|operations?) continues?|continue service|last known)\b/i;

/**
 * The line, where it says that something breaks. `PaymentFailed` is two words. What begins an arrow with "failover" comes from
 * something that failed.
 */
export function findBreak(line: string, { on }: { readonly on?: string } = {}): string | null {
  if (on === "edge" && /^fail[- ]?over\b/i.test(line)) return line;
  return BREAKS.test(without(NO_TROUBLE, line)) ? line : null;
}

/** The line, where it says how something recovers. What recovery costs is no way back. */
export function findRecovery(line: string): string | null {
  if (/[:–-]\s?[$€£]\d/.test(line)) return null;
  return RECOVERS.test(without(NO_WAY_BACK, line)) ? line : null;
}

function without(taken: readonly RegExp[], line: string): string {
  const words = line.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ").replace(/_/g, " ");
  return taken.reduce((text, pattern) => text.replace(pattern, " "), words);
}
