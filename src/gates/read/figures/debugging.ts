/**
 * A flow of debugging says what breaks and the way back without a word for either: it starts from an alarm, looks for what is wrong,
 * and ends in a remedy. There being too slow is a failure, and "Optimize queries" is the way back.
 */
const ALARM =
  /\b(?:alerts?|slow\w{0,4}|high (?:latency|CPU|memory|load)|spik\w{1,4}|throttl\w{1,4}|lag(?:s|ging)?|issues?|problems?|fail\w{0,4}|errors?|time-?outs?|exhaust\w{1,4}|attacks?|crash\w{0,4}|down|degrad\w{1,5}|hot ?spots?)\b|>\s?\d/i;
const LOOKS =
  /^(?:check|analy[sz]e|identify|verify|diagnose|investigate|inspect|review|trace|measure|validate|assess|test|monitor|estimate|confirm|find|determine|classify)\b|\b(?:analysis|diagnosis|breakdown|root cause|bottleneck|triage|assessment|classification|categori[sz]ation|review|inspection|discovery|investigation)$|\?$/i;
const REMEDY =
  /^(?:optimi[sz]e|tune|increase|reduce|add|kill|scale (?:up|out)|enable|implement|distribute|rewrite|clear|flush|purge|upgrade|apply|configure|adjust|reset|terminate|rebalance|clean up|fix|resolve|restore|restart|repair|roll ?back|replace|migrate)\s\w|\b(?:optimi[sz]ation|tuning|remediation|cleanup|fix(?:es)?|resolution|recovery|restoration|mitigation|containment|implementation)$/i;

/** It looks so often at the least. */
const LOOKING = 2;
/** With so many labels about trouble it needs no alarm in front. */
const TROUBLES = 3;

/** Something is looked for here, so nothing is mended yet. */
export function isLooking(head: string): boolean {
  return LOOKS.test(head);
}

/**
 * The alarm and the remedy. `heads`: the first words of each label, without numbers and marks. `firsts`: the first labels, whole.
 * `troubled`: those that say that something is wrong.
 */
export function findDebugging(
  heads: readonly string[],
  firsts: readonly string[],
  troubled: readonly string[],
): readonly [string, string] | null {
  const looking = heads.filter(isLooking).length;
  const remedies = heads.filter((head) => REMEDY.test(head) && !isLooking(head));
  const alarm =
    firsts.find((label) => ALARM.test(label)) ?? (troubled.length >= TROUBLES ? troubled[0] : undefined);
  const [remedy] = remedies.slice(-1);
  return looking < LOOKING || remedy === undefined || alarm === undefined ? null : [alarm, remedy];
}
