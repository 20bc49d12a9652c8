/**
 * Families of words for what breaks and for the way back, and how much a line says of either: 2 where something happens, 1 where
 * there is but a name for it ("issues", "fallback"), 0 where nothing is said. Most drawings name some of these words without
 * saying either: "error rates", "failure detection" and "zero downtime" are what a system has. Those are taken out first.
 */
export type Strength = 0 | 1 | 2;

/** What happens to a part. */
const BREAKING = [
  "fail(?:s|ed|ing|ures?)?|crash(?:e[sd]|ing)?|outages?|disasters?|catastrophes?",
  "down ?(?:time)?|offline|unavailab\\w{2,6}|unreachable|unhealthy|unresponsive|not respond\\w{0,3}|(?:does|do)(?:n't| not) respond|(?:no|without) (?:answer|response|reply|leader|quorum|majority)",
  "time[- ]?outs?|times out|timed out|los(?:t|es?|ing)|(?:data|packet|message|quorum|session|connection|leader|write) loss",
  "(?:network|majority|minority|asymmetric) partition\\w{0,3}|partition(?:ed)? (?:from|between|scenario|occurs|heals)|split[- ]brain|split votes?",
  "corrupt(?:ed|ion|s)?|broken?|breaks|dies|died|dead|hangs?|hung|frozen|stuck|stall(?:s|ed)?|halt(?:s|ed)?|abort(?:s|ed)|poison\\w{0,3}",
  "exhausted|overload(?:s|ed)?|overwhelm(?:s|ed)|OOM(?:[- ]?kill\\w{0,3})?|out of (?:memory|disk|space|connections)|breach(?:es|ed)?|compromised|(?:queue|buffer|disk|volume|memory|pool)s? (?:is |are )?full|storms?|collaps\\w{1,3}",
  "deadlock(?:s|ed)?|throttl(?:ed|ing)|blocked|reject(?:s|ed)|refused|declined|disconnect\\w{1,4}|leaked|expired?|expiry|panics?",
  "cannot|can't|could not|unable to|HTTP 50\\d|50\\d errors?",
];

/** A name for trouble, which may be no more than the subject of a drawing. */
const TROUBLE = [
  "incidents?|cris[ie]s|emergency|violations?|errors?|exceptions?|faults?|issues?|problems?|bugs?|leaks?|conflicts?|attacks?|degrad(?:ed|es|ation)|\\w{1,14} exhaustion",
  "bottlenecks?|contention|congestion|starvation|saturat\\w{1,4}|slow\\w{0,4}|cascad\\w{1,3}|stampedes?|herd|spikes?|overflow\\w{0,3}|exceed\\w{0,3}",
  "stale|inconsisten\\w{1,3}|diverg\\w{1,5}|isolated|mismatch|invalid|malformed|incorrect|wrong",
];

/** What brings a part back. */
const RECOVERING = [
  "recover(?:s|ed|y|ing)?|restor(?:es?|ed|ing|ation)|repair(?:s|ed)?|heal(?:s|ed|ing)|fix(?:e[sd])?|hot-?fix|remed\\w{1,8}|resolved?|resolves|stabili[sz]\\w{1,6}|normali[sz]ed",
  "fail[- ]?over|fails over|failed over|takes? over|took over|takeover|promot(?:es?|ed)|re-?elect\\w{0,4}|elects|elected|new leader|re-?rout(?:es?|ed)",
  "roll(?:ed|s|ing)?[- ]?backs?|revert(?:s|ed)?|compensat(?:es?|ed|ing|ion)|reconcil(?:es?|ed|iation)|replay(?:s|ed)?|rebuil(?:ds?|t)|re-?sync\\w{0,7}|catch(?:es)?[- ]up|caught up",
  "restart(?:s|ed)?|reboot(?:s|ed)?|replac(?:es?|ed|ement)|renew(?:s|ed|al)|reconnect(?:s|ed)?|re-?join(?:s|ed)?|re-?assign(?:s|ed)|evict(?:s|ed)|quarantin\\w{1,3}|kill switch|circuit opens?",
  "switch(?:es|ed)?(?: \\w{1,12}){0,2} (?:to|back|over)|resum(?:es?|ed|ing)|(?:traffic|service|operations?) continues?|continues? service|last known|serves? stale|back (?:online|to \\w{1,12}|in)|(?:works?|functioning|working) again",
  "after (?:the )?(?:incident|outage|failure|partition|disaster|healing)",
];

/** A name for a way back, which may be no more than what a system has. */
const WAYS_BACK = [
  "retr(?:y|ies|ied)|fall(?:s|ing)?[- ]?backs?|standby|back-?off|dead[- ]letters?|DLQ|hinted handoff|read repair|self-heal\\w{0,3}",
  "promotion|mitigat\\w{1,4}|containment|solutions?|resolution|elections?|drain(?:s|ed|ing)?|shed(?:s|ding)?|RTO|RPO|MTTR|(?:read-only|degraded) mode|backup (?:system|server|origin|site)s?|page on-?call",
];

const BREAKS = new RegExp(`(?<![\\w-])(?:${BREAKING.join("|")})(?!\\w)`, "i");
const IN_TROUBLE = new RegExp(`(?<![\\w-])(?:${TROUBLE.join("|")})(?!\\w)`, "i");
const RECOVERS = new RegExp(`(?<![\\w-])(?:${RECOVERING.join("|")})(?!\\w)`, "i");
const HAS_WAY_BACK = new RegExp(`(?<![\\w-])(?:${WAYS_BACK.join("|")})(?!\\w)`, "i");

const NOUN =
  "(?:fail(?:ed|ing|ures?)?|crash(?:es)?|outages?|down ?time|time[- ]?outs?|loss|partitions?|corruption|exhaustion|overload|deadlocks?|disasters?|incidents?|cris[ie]s|conflicts?|attacks?|violations?|errors?|leaks?|degradation|issues?|problems?|bugs?|exceptions?|faults?|spikes?|rejections?|emergency|threats?|single points?)";
/** What is done about a kind of trouble, or measured of it. */
const ABOUT =
  "(?:(?:detect(?!ed)|track|monitor|logg|report|prevent|toleran|isolat|classif|correlat|aggregat|handl|manage|inject|test|drill|domain|protect|budget|threshold|code|count|rate|ratio|commander|severity|pattern|key|polic|risk|config|limit|control|setting|triage|escalation|planning|communication|tool|intelligence|recovery|prun|simulat|sizing|size|surface|cost|impact|cach|offset|window)\\w{0,8}|alerts?$)";

const NOTHING_BREAKS = [
  // what may fail without harm, and what is left of what may fail
  /\bon (?:failures?|time-?outs?|errors?)\b|\bfail(?:s|ing)?[- ]?(?:over|back|fast|safe|open|closed)\w{0,2}\b|\bsingle points? of failures?\b|\bfault[- ]toleran\w{1,3}(?:\s?[:=].{0,40})?|\bgraceful(?:ly)? degrad\w{1,5}|\b(?:error )?budget \w{1,12}/gi,
  // failure detection, error rates; failed login rate
  new RegExp(`(?<!\\w)${NOUN}[- /&]{1,3}${ABOUT}`, "gi"),
  /\bfail(?:ed|ure)? \w{1,14} rates?\b/gi,
  // zero downtime, prevents data loss, logs errors
  new RegExp(
    `\\b(?:zero|no|without|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|minimi[sz]\\w{1,3}|reduc\\w{1,4}|less|fewer|never|0|handles?|logs?|counts?|catch|tracks?|eliminat\\w{1,3})[- ](?:\\w{1,12}[- ])?${NOUN}(?!\\w)`,
    "gi",
  ),
  // what is set
  /\btime-?outs?\b[^:=]{0,14}[:=]|[:=]\s?\d[\w.]{0,5}\s?time-?out|\btime-?outs? \d|\b\d[\d.]{0,6}\s?m?s time-?out\b/gi,
  /\b(?:idle|session|connection|visibility|keep-?alive|query|request|recovery|election|heartbeat|lock) time-?out(?= ?(?:$|:|\d|manag|enforc|config))/gi,
  // other things of the same name
  /\b(?:scale|scaling|count|pull|push|drill|step|cool|calm|shut|break|slow|write)[- ]?down\b|\bup\/down\b|\b\w{1,12} ?break(?:s|down|points?)\b|\bdead[- ]letters?\b|\bdead code\b|\bnon-block\w{0,3}/gi,
  /\b(?:partition|shard) \d{1,6}|\b(?:horizontal|table|range|hash|time|topic|kafka|single|per|by|hot|cold) partition\w{0,4}|\bissue (?:tracking|management|processing|service)\b|\bdown ?time required\b|\b\d[\d.]{0,6} ?\w{0,8}\/?\w{0,8} down ?time\b/gi,
];

const BACK =
  "(?:recover|restor|fail[- ]?over|fall[- ]?back|retr(?:y|ies)|replay|resol|roll(?:ed)? ?back|replac|standby|rebuil|restart|heal|fix|mitigat|compensat|reconcil)\\w{0,8}";

const NO_WAY_BACK = [
  // no fallback, cannot be restored; Retry logic: none
  new RegExp(
    `\\b(?:no|without|not?|never|none|cannot|can't|could not|unable to|impossible to|lacks?|missing|before)[- ](?:be )?(?:\\w{1,10} )?${BACK}`,
    "gi",
  ),
  /\b(?:retr(?:y|ies)|fail[- ]?over|fallback|recovery|rollback)(?: logic| policy)?\s?[:=]\s?(?:none|no|off|disabled)\b/gi,
  // Recovery investment, retry storms
  new RegExp(
    `(?<!\\w)${BACK} (?:investments?|costs?|budgets?|overhead|teams?|test\\w{0,3}|drills?|metrics|targets?|objectives?|readiness|monitor\\w{1,3}|plan\\w{0,4}|storms?|capabilit\\w{1,3}|workflows?|granularity|polic\\w{1,3}|gaps?|alerts?|thresholds?|rates?|analysis|lag|may)\\b`,
    "gi",
  ),
  // other things of the same name
  /\bfixed[- ]\w{1,12}(?: \w{1,12})?|[-–:] fixed$|\b(?:DNS|domain|name|version|image|video|screen|high) resolution\b|\bresolve[sd]? (?:DNS|domains?|names?|hosts?|addresses)\b|\bleader election\b|\bread replica promotion\b/gi,
  /\bbackups? (?:and|&|\+) recovery\b|\bpoint-in-time (?:recovery|restore)\b|\brisk mitigation\b|\b(?:error )?budget \w{1,12}|\b(?:schedule|plan|propose)s? (?:a )?fix\b|\bon-call compensation\b/gi,
];

/** What a system has, in the way of one that sells it: no more than a name. */
const ON_SALE =
  /\b(?:disaster|automat(?:ic|ed)|auto|(?:cross|multi)-region|performance|data|conflict|global|transparent)[- ](?:recovery|rollbacks?|fail-?over|restoration|healing|replacement|reconciliation)\b|\bfail-?over(?: time)?\s?[:=]\s?[<~≤]?\s?\d[\d.-]{0,6}\s?\w{1,7}|\bfail-?over (?:ready|management|logic|routing)\b|\b(?:health[- ]check|DNS) fail-?over\b/gi;

export function weighBreak(line: string): Strength {
  const words = without(NOTHING_BREAKS, line);
  return BREAKS.test(words) ? 2 : IN_TROUBLE.test(words) ? 1 : 0;
}

export function weighWayBack(line: string): Strength {
  const words = without(NO_WAY_BACK, line);
  if (RECOVERS.test(words.replace(ON_SALE, " ; "))) return 2;
  return RECOVERS.test(words) || HAS_WAY_BACK.test(words) ? 1 : 0;
}

/** `PaymentFailed` is two words. */
function without(taken: readonly RegExp[], line: string): string {
  const words = line.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ").replace(/_/g, " ");
  return taken.reduce((text, pattern) => text.replace(pattern, " ; "), words);
}
