import { textsOf } from "../diagram-view.ts";
import { findEvidence, type VouchablePoint } from "./point.ts";

const BREAKS =
  /\b(?:fail(?:s|ed|ing|ures?)?(?![- ]?over|[- ]?back)|outages?|crash(?:e[sd]|ing)?|down(?:time)?|time[- ]?outs?|timed out|unavailable|unreachable|split[- ]brain|partition(?:ed)? (?:from|between|heals?)|network partition|data loss|lost|loses?|overload(?:ed|s)?|saturat\w{1,5}|OOM(?:[- ]?kill\w{0,3})?|corrupt\w{0,4}|breaks?|broken|exhaust\w{0,4}|throttl\w{1,4}|incidents?|degraded|blast radius|SPOF|thundering herd|cascad\w{1,4}|deadlocks?|stalls?|5xx|HTTP 50\d|50\d errors?|errors?|unhealthy|dies|dead|poison|stuck|brownout|hot partition|lag spike|declined|rejected)\b/i;
const RECOVERS =
  /\b(?:recover\w{0,4}|fail[- ]?over|fails? over|retr(?:y|ies|ied)|fallback|falls? back|roll(?:ed|s)?[- ]?back|rollback|restart\w{0,3}|replay\w{0,3}|circuit[- ]breakers?|circuit opens?|promot\w{1,4}|elect(?:s|ed|ion)?|re-?elect\w{0,4}|takes? over|RTO|RPO|MTTR|restor\w{1,4}|drain\w{0,3}|rerout\w{1,3}|back-?off|dead[- ]letter|DLQ|shed(?:s|ding)?|hinted handoff|read repair|self-heal\w{0,3}|re-?sync\w{0,4}|compensat\w{1,4}|mitigat\w{1,5}|standby|rebuil[dt]s?|evict\w{0,3}|quarantine|resum\w{1,3}|reconcil\w{1,6}|page on-?call|serves? stale|spares?)\b/i;

/** `PaymentFailed` is two words. */
const around = (pattern: RegExp) => (text: string) =>
  pattern.test(text.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")) ? text : null;

export const failureMode: VouchablePoint<"failure_mode"> = {
  key: "failure_mode",
  name: "Failure Mode",
  aliases: ["failure mode", "failure modes", "failures"],
  level: "required",
  check: "either",
  before: ["review"],
  asks: "What breaks, and how it recovers.",
  promise: "it shows what breaks, and the way back",
  guide: {
    looksFor: "Words for both. People write of failure in many, so a tick is often the right answer.",
    why: "The way it works is in the manual; the way it fails is what people come for.",
    example: {
      language: "mermaid",
      text: "flowchart LR\n  L[Leader] -->|leader crashes: re-election in 5s| F[Follower]",
    },
  },
  judge: (view) => {
    const texts = textsOf(view);
    const [breaks] = findEvidence(texts, around(BREAKS));
    const [recovers] = findEvidence(texts, around(RECOVERS));
    if (breaks && recovers) {
      return { kind: "passed", evidence: breaks.text === recovers.text ? [breaks] : [breaks, recovers] };
    }
    const has = breaks ? "breaks" : recovers ? "recovers" : "neither";
    return { kind: "missing", missing: view.say.points.failureMode.missing(has) };
  },
};
