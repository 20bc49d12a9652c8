/**
 * How people write numbers in a drawing: `15,000+`, `2.8M+`, `10K-50K`, `-35%`. The figures beside this file look at each
 * number of a line, at what stands before it and at what follows, and give the words that they found, to be quoted. So none of
 * their expressions has more than one place to begin at.
 */
const DIGITS = "\\d(?:[\\d,_]{0,18}\\d)?(?:\\.\\d{1,10})?";
const MAGNITUDE = "(?:[kKMBT](?!\\w)|(?:mn|bn|thousand|million|billion|trillion)\\b)";
const NUMBER = `${DIGITS}(?:\\s?${MAGNITUDE})?\\+?`;
/** One number or a range of two. It begins there: `db-3`, `1.18` and `$12` hold none in their midst. */
const AMOUNTS = new RegExp(
  `(?<![\\w.,$€£¥₹#]|\\w-)[~≈±+-]?${NUMBER}(?:\\s?(?:-|–|to|→)\\s?[+-]?${NUMBER})?`,
  "g",
);

export interface Amount {
  readonly words: string;
  /** Of the first number: `2.8M+` is 2,800,000. */
  readonly value: number;
  readonly before: string;
  readonly after: string;
}

const AROUND = 60;

export function amountsIn(text: string): Amount[] {
  return [...text.matchAll(AMOUNTS)].map(({ 0: words, index }) => {
    const end = index + words.length;
    const before = text.slice(Math.max(0, index - AROUND), index);
    return { words: words.trim(), value: numberIn(words), before, after: text.slice(end, end + AROUND) };
  });
}

/** The number with what follows it and matches; null where it does not. */
export function withUnit({ words, after }: Amount, unit: RegExp): string | null {
  const found = unit.exec(after);
  return found ? (words + found[0]).trim() : null;
}

/** The number with the name before it, where `after` is no unit: `Cluster size: 3`. */
export function withName({ words, before, after }: Amount, name: RegExp): string | null {
  const found = NAMED_IS_MEASURED.test(after) || IS_RANGE.test(words) ? null : name.exec(before);
  return found ? found[0] + words : null;
}

/** What is advised, not what is there. */
const IS_RANGE = /\d\s?(?:[-–]|to)\s?\d/;
/** A share of what there may be, or a measure. */
const NAMED_IS_MEASURED = /^\s?(?:%|\/\s?\d|(?:ms|s|sec|min|h)\b)/;

/** More than this is what an alarm is set to; less (`<10ms`) is how good something is. */
export function isLowerBound({ before }: Amount): boolean {
  return /[>≥]=?\s?$/.test(before);
}

export function isBound({ before }: Amount): boolean {
  return /[<>≤≥]=?\s?$/.test(before);
}

/** The number is a part of a name: `Phase 2 clusters`, `Tier 1 servers`. */
export function isOrdinal({ before, words }: Amount): boolean {
  return /^\d{1,3}$/.test(words) && ORDINAL.test(before);
}

const ORDINAL =
  /(?<!\w)(?:phase|tier|level|layer|step|stage|wave|version|gen(?:eration)?|chapter|type|class|group|node|shard|partition|pod|part|option|priority|severity|sev|top|SOC|ISO|RFC|PCI|HTTP\/?|TLS|IPv|OAuth)[ -]$/i;

function numberIn(words: string): number {
  const [, digits = "", magnitude = ""] = /(\d[\d,_]{0,20}(?:\.\d{1,10})?)\s?([a-z]{0,8})/i.exec(words) ?? [];
  return Number(digits.replace(/[,_]/g, "")) * (MAGNITUDES[magnitude.toLowerCase().slice(0, 2)] ?? 1);
}

const MAGNITUDES: Readonly<Record<string, number>> = {
  k: 1e3,
  th: 1e3,
  m: 1e6,
  mn: 1e6,
  mi: 1e6,
  b: 1e9,
  bn: 1e9,
  bi: 1e9,
  t: 1e12,
  tr: 1e12,
};
