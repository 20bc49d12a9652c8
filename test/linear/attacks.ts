/**
 * Texts that might make an expression slow: something said again and again, behind the beginning of a match, before an
 * end that no match has.
 */
import type { AST } from "@eslint-community/regexpp";
import { analyse } from "scslre";
import { type Compiled, testOf } from "./compile-expression.ts";

export interface Attack {
  readonly before: string;
  readonly again: string;
  readonly after: string;
}

export function textOf({ before, again, after }: Attack, length: number): string {
  return before + again.repeat(Math.ceil(length / again.length)) + after;
}

/** One of each kind that expressions tell apart. */
const CHARACTERS = [..." \t\n\r/\\-_.,:;!?#@&+=~^$%|*'\"`<>(){}[]aAbefxz019éß中\u200b\u00a0\u0000✅️😀"];

/** What comes in long runs in hostile texts. */
const GENERIC = [" ", "\n", "\t", "/", "a", "0", "-", "\\", "<", "[", "`", "<!--", "a ", "\r\n", " \n", "😀"];

const ENDS = ["", "\u0000", "\n"];

export function attacksOn(compiled: Compiled): Attack[] {
  const units = new Set([
    ...GENERIC,
    ...reported(compiled),
    ...repeatedIn(compiled),
    ...beginningsOf(compiled, () => true),
  ]);
  units.delete("");
  const befores = new Set(["", ...beginningsOf(compiled, isLongRun)]);
  const attacks = [...befores].flatMap((before) => [...units].map((again) => ({ before, again })));
  return attacks.flatMap((attack) => ENDS.map((after) => ({ ...attack, after })));
}

/** What the check of `npm run expressions` would have said again and again, where it knows of something. */
function reported({ pattern, flags }: Compiled): string[] {
  const { reports } = analyse({ pattern, flags }, { reportTypes: { Self: true, Trade: true, Move: true } });
  return reports.map(({ character }) => character.pick);
}

/** Two characters of each class, and what one time of each repetition may be. */
function repeatedIn({ pattern, flags }: Compiled): string[] {
  const found: string[] = [];
  const visit = (node: AST.Node): void => {
    if (node.type === "Quantifier") {
      found.push(...samplesOf(node.element, flags));
      visit(node.element);
    } else if ("alternatives" in node && node.type !== "ClassStringDisjunction") {
      for (const { elements } of node.alternatives) elements.forEach(visit);
    } else found.push(...samplesOf(node, flags));
  };
  visit(pattern);
  return found;
}

/** The beginnings of matches: of each way through the expression, up to each of its parts that ends one. */
function beginningsOf({ pattern, flags }: Compiled, ends: (element: AST.Element) => boolean): string[] {
  const inWay = (elements: readonly AST.Element[]): string[] => {
    const found: string[] = [];
    let said = "";
    for (const element of elements) {
      const inner = element.type === "Quantifier" ? element.element : element;
      if (inner.type === "Group" || inner.type === "CapturingGroup") {
        const ways = inner.alternatives.slice(0, WAYS).flatMap((way) => inWay(way.elements));
        for (const beginning of ways) found.push(said + beginning);
      }
      said += sampleOf(element, flags);
      if (ends(element)) found.push(said);
    }
    return found;
  };
  return [...new Set(pattern.alternatives.flatMap(({ elements }) => inWay(elements)))];
}

function isLongRun(element: AST.Element): boolean {
  return element.type === "Quantifier" && element.max > 10;
}

/** A word of forty that may stand in one place is tried as its first few. */
const WAYS = 4;

function samplesOf(node: AST.Node, flags: AST.Flags): string[] {
  switch (node.type) {
    case "Group":
    case "CapturingGroup":
      return node.alternatives
        .slice(0, WAYS)
        .map(({ elements }) => elements.map((element) => sampleOf(element, flags)).join(""));
    case "Quantifier":
      return [sampleOf(node.element, flags).repeat(Math.max(1, node.min))];
    case "Character":
      return [String.fromCodePoint(node.value)];
    case "CharacterClass":
    case "CharacterSet":
    case "ExpressionCharacterClass": {
      const fits = testOf(node, flags);
      const own = [...node.raw].filter(fits);
      return [...new Set([...own.slice(0, 1), ...CHARACTERS.filter(fits).slice(0, 2)])];
    }
    default:
      return [];
  }
}

function sampleOf(node: AST.Node, flags: AST.Flags): string {
  return samplesOf(node, flags)[0] ?? "";
}
