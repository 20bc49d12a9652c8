/**
 * How many steps a backtracking engine takes over a text: one for each instruction. V8 remembers nothing of what it
 * tried either, so what grows here grows there; the count is the same on every machine.
 */
import type { Compiled, Instruction } from "./compile-expression.ts";

export interface Count {
  /** `Infinity` where it was given up. */
  readonly steps: number;
  /** Where the matches begin and end: all of them, as `split` takes them without `g` too. */
  readonly matches: readonly (readonly [start: number, end: number])[];
}

/** What may be tried instead: go on there, or first put a register back. */
type Alternative =
  | { readonly to: number; readonly at: number }
  | { readonly register: number; readonly was: number | undefined };

const WORD = /^\w$/;

export function countSteps(compiled: Compiled, text: string, limit: number): Count {
  const run = new Run(compiled, text, limit);
  const { sticky, unicode, unicodeSets } = compiled.flags;
  const characters = unicode || unicodeSets;
  const advance = (at: number) =>
    at + (characters ? String.fromCodePoint(text.codePointAt(at) ?? 0).length : 1);
  const matches: (readonly [number, number])[] = [];
  let start = 0;
  while (start <= text.length) {
    const end = run.match(start);
    if (run.steps > limit) return { steps: Number.POSITIVE_INFINITY, matches };
    if (end === undefined) {
      if (sticky) break;
      start = advance(start);
      continue;
    }
    matches.push([start, end]);
    start = end === start ? advance(end) : end;
  }
  return { steps: run.steps, matches };
}

class Run {
  steps = 0;
  readonly #compiled: Compiled;
  readonly #text: string;
  readonly #limit: number;
  readonly #characters: boolean;
  /** Empty between two matches. */
  readonly #registers: (number | undefined)[];

  constructor(compiled: Compiled, text: string, limit: number) {
    this.#compiled = compiled;
    this.#text = text;
    this.#limit = limit;
    this.#characters = compiled.flags.unicode || compiled.flags.unicodeSets;
    this.#registers = new Array(compiled.registers).fill(undefined);
  }

  /** Where a match from there ends. */
  match(start: number): number | undefined {
    const found = this.#from(0, start);
    if (found) this.#undo(found.written);
    return found?.end;
  }

  /** What it wrote into the registers stays, unless it fails. */
  #from(first: number, start: number): { end: number; written: Alternative[] } | undefined {
    const { instructions } = this.#compiled;
    const alternatives: Alternative[] = [];
    let next: number | undefined = first;
    let at = start;
    while (this.steps++ <= this.#limit) {
      if (next === undefined) {
        const alternative = alternatives.pop();
        if (!alternative) return undefined;
        if ("to" in alternative) {
          next = alternative.to;
          at = alternative.at;
        } else this.#registers[alternative.register] = alternative.was;
        continue;
      }
      const instruction: Instruction | undefined = instructions[next];
      if (!instruction) throw new Error(`there is no step ${next}`);
      next += 1;
      switch (instruction.op) {
        case "match":
          return { end: at, written: alternatives.filter((one) => "register" in one) };
        case "jump":
          next = instruction.to;
          break;
        case "try":
          alternatives.push({ to: instruction.otherwise, at });
          next = instruction.first;
          break;
        case "save":
          this.#write(instruction.register, at, alternatives);
          break;
        case "clear":
          for (const register of instruction.registers) this.#write(register, undefined, alternatives);
          break;
        case "progress":
          if (this.#registers[instruction.register] === at) next = undefined;
          break;
        case "character": {
          const character = this.#characterAt(at, instruction.backwards);
          if (character === "" || !instruction.test(character)) next = undefined;
          else at += instruction.backwards ? -character.length : character.length;
          break;
        }
        case "repeated": {
          const [from, to] = [0, 1].map((side) => this.#registers[2 * instruction.group + side]);
          if (from === undefined || to === undefined) break;
          const again = this.#text.slice(from, to);
          const begin = instruction.backwards ? at - again.length : at;
          if (begin < 0 || !this.#text.startsWith(again, begin)) next = undefined;
          else at = instruction.backwards ? begin : at + again.length;
          this.steps += again.length;
          break;
        }
        case "edge":
          if (this.#isEdge(instruction.kind, at) === instruction.negate) next = undefined;
          break;
        case "look": {
          const seen = this.#from(next, at);
          if (Boolean(seen) === instruction.negate) next = undefined;
          else next = instruction.after;
          if (!seen) break;
          if (next === undefined || instruction.negate) this.#undo(seen.written);
          else alternatives.push(...seen.written);
        }
      }
    }
    return undefined;
  }

  #write(register: number, value: number | undefined, alternatives: Alternative[]): void {
    alternatives.push({ register, was: this.#registers[register] });
    this.#registers[register] = value;
  }

  #undo(written: readonly Alternative[]): void {
    for (const one of written.toReversed()) {
      if ("register" in one) this.#registers[one.register] = one.was;
    }
  }

  #characterAt(at: number, backwards: boolean): string {
    if (!backwards) {
      const code = this.#characters ? this.#text.codePointAt(at) : undefined;
      return code === undefined ? this.#text.charAt(at) : String.fromCodePoint(code);
    }
    const pair = this.#characters && at > 1 ? (this.#text.codePointAt(at - 2) ?? 0) : 0;
    return pair > 0xffff ? String.fromCodePoint(pair) : this.#text.charAt(at - 1);
  }

  #isEdge(kind: "start" | "end" | "word", at: number): boolean {
    const [before, after] = [this.#text.charAt(at - 1), this.#text.charAt(at)];
    if (kind === "word") return WORD.test(before) !== WORD.test(after);
    const beside = kind === "start" ? before : after;
    return beside === "" || (this.#compiled.flags.multiline && /[\n\r\u2028\u2029]/.test(beside));
  }
}
