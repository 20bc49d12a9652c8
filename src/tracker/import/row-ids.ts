import { type DiagramId, parseDiagramId } from "../../domain/diagram-id.ts";
import { bareIds, type Candidate, idsOf, isMostlyBare } from "./candidates.ts";
import { captionOf } from "./caption.ts";
import type { Block, HeadingBlock, Report } from "./outline.ts";
import { reportPrefixed } from "./report-tables.ts";
import { type IdCell, proposePrefix } from "./table-ids.ts";

/** What stands before the IDs of each candidate that have none of their own, or no prefix. */
export function prefixesFor(
  blocks: readonly Block[],
  found: readonly Candidate[],
  wanted: string | null,
): Map<Candidate, string> {
  const numbered = found.filter(({ confidence }) => confidence !== "ids");
  const bare = found.filter((one) => one.confidence === "ids" && isMostlyBare(one));
  const all = bare.flatMap(bareIds);
  const isDistinct = new Set(all).size === all.length;
  const prefixes = new Map<Candidate, string>();
  const taken = new Map<string, number>();
  const byHeading = new Map<string, string>();
  const next = new Map<string, number>();
  const together = isDistinct && bare.length > 1 ? proposePrefix(commonHeading(bare)?.text ?? "") : null;
  for (const one of [...numbered, ...bare]) {
    const isBare = one.confidence === "ids";
    if (wanted !== null && (!isBare || isDistinct)) {
      prefixes.set(one, wanted);
      continue;
    }
    const caption = captionOf(blocks, one.block);
    const heading = caption ?? one.block.under.at(-1);
    const base = isBare && together !== null ? together : proposePrefix(heading?.text ?? "");
    const at = isBare && together !== null ? -2 : (heading?.index ?? -1);
    let own = byHeading.get(`${at} ${base}`) ?? base;
    let number = next.get(base) ?? 2;
    while (taken.has(own) && taken.get(own) !== at) own = `${base}${number++}`;
    next.set(base, number);
    taken.set(own, at);
    byHeading.set(`${at} ${base}`, own);
    prefixes.set(one, wanted === null ? own : `${wanted}-${own}`);
  }
  return prefixes;
}

/** The innermost heading that all of them stand under. */
function commonHeading(candidates: readonly Candidate[]): HeadingBlock | undefined {
  const [first, ...others] = candidates.map(({ block }) => block.under);
  return first?.findLast(({ index }) => others.every((under) => under.some((one) => one.index === index)));
}

/** Gives the rows of what was found their IDs. */
export class RowIds {
  readonly #prefixes: ReadonlyMap<Candidate, string>;
  readonly #next = new Map<string, number>();
  #isAdvised: boolean;
  readonly #digits = new Map<string, number>();
  /** The IDs that the document gives itself. */
  readonly #whole: ReadonlySet<DiagramId>;

  /** `isPrefixGiven`: nobody has to be told how. */
  constructor(found: readonly Candidate[], prefixes: ReadonlyMap<Candidate, string>, isPrefixGiven: boolean) {
    this.#isAdvised = isPrefixGiven;
    this.#prefixes = prefixes;
    this.#whole = new Set(found.flatMap(idsOf).flatMap((id) => (id.kind === "whole" ? [id.id] : [])));
    for (const one of found) {
      const prefix = this.prefixOf(one);
      if (one.confidence !== "ids")
        this.#digits.set(prefix, (this.#digits.get(prefix) ?? 0) + idsOf(one).length);
    }
  }

  prefixOf(candidate: Candidate): string {
    return this.#prefixes.get(candidate) ?? "T";
  }

  /** `beginning with …`, with the advice once. */
  beginning(candidate: Candidate): string {
    const advice = this.#isAdvised ? "" : " `--prefix` chooses another beginning.";
    this.#isAdvised = true;
    return `beginning with \`${this.prefixOf(candidate)}-\`.${advice}`;
  }

  /** Says which IDs got a prefix, with the advice once. */
  report(prefixed: readonly (readonly [from: string, to: string])[], line: number, report: Report): void {
    this.#isAdvised = reportPrefixed(prefixed, line, !this.#isAdvised, report) || this.#isAdvised;
  }

  /** The ID of a row; null: what it begins with is none. */
  idOf(candidate: Candidate, cell: IdCell): DiagramId | null {
    if (cell.kind === "whole") return cell.id;
    const prefix = this.prefixOf(candidate);
    if (cell.kind === "bare") {
      return this.#prefixes.has(candidate) ? parseDiagramId(`${prefix}-${cell.bare}`) : null;
    }
    if (candidate.confidence === "ids") return null;
    const digits = Math.max(2, String(this.#digits.get(prefix) ?? 0).length);
    for (let number = (this.#next.get(prefix) ?? 0) + 1; ; number++) {
      const id = parseDiagramId(`${prefix}-${String(number).padStart(digits, "0")}`);
      if (id !== null && this.#whole.has(id)) continue;
      this.#next.set(prefix, number);
      return id;
    }
  }
}
