/** A regular expression as the steps that a backtracking engine takes, in the order in which the standard tries them. */
import { type AST, RegExpParser } from "@eslint-community/regexpp";

type Test = (character: string) => boolean;

/** A position in the text is kept in a register: two for each group, one for each repetition. */
export type Instruction =
  | { readonly op: "character"; readonly test: Test; readonly backwards: boolean }
  | { readonly op: "repeated"; readonly group: number; readonly backwards: boolean }
  | { readonly op: "try"; readonly first: number; readonly otherwise: number }
  | { readonly op: "jump"; readonly to: number }
  | { readonly op: "save"; readonly register: number }
  | { readonly op: "clear"; readonly registers: readonly number[] }
  | { readonly op: "progress"; readonly register: number }
  | { readonly op: "edge"; readonly kind: "start" | "end" | "word"; readonly negate: boolean }
  | { readonly op: "look"; readonly negate: boolean; readonly after: number }
  | { readonly op: "match" };

export interface Compiled {
  readonly instructions: readonly Instruction[];
  readonly registers: number;
  readonly flags: AST.Flags;
  readonly pattern: AST.Pattern;
}

const parser = new RegExpParser();

export function compileExpression({ source, flags }: Pick<RegExp, "source" | "flags">): Compiled {
  const parsed = parser.parseLiteral(String(new RegExp(source, flags)));
  const compiler = new Compiler(parsed);
  compiler.oneOf(parsed.pattern.alternatives, false);
  compiler.add({ op: "match" });
  const { instructions, registers } = compiler;
  return { instructions, registers, flags: parsed.flags, pattern: parsed.pattern };
}

class Compiler {
  readonly instructions: Instruction[] = [];
  registers: number;
  readonly #groups: AST.CapturingGroup[] = [];
  readonly #flags: AST.Flags;

  constructor({ pattern, flags }: AST.RegExpLiteral) {
    this.#flags = flags;
    groupsIn(pattern, this.#groups);
    this.registers = 2 * this.#groups.length;
  }

  add(instruction: Instruction): number {
    return this.instructions.push(instruction) - 1;
  }

  /** A step that is written when it is known where it leads. */
  #reserve(): number {
    return this.add({ op: "match" });
  }

  oneOf(alternatives: readonly AST.Alternative[], backwards: boolean): void {
    const jumps: number[] = [];
    alternatives.forEach(({ elements }, at) => {
      const isLast = at === alternatives.length - 1;
      const choice = isLast ? undefined : this.#reserve();
      for (const element of backwards ? elements.toReversed() : elements) this.#element(element, backwards);
      if (choice === undefined) return;
      jumps.push(this.#reserve());
      this.instructions[choice] = { op: "try", first: choice + 1, otherwise: this.instructions.length };
    });
    for (const jump of jumps) this.instructions[jump] = { op: "jump", to: this.instructions.length };
  }

  #element(element: AST.Element, backwards: boolean): void {
    switch (element.type) {
      case "Character":
      case "CharacterClass":
      case "CharacterSet":
      case "ExpressionCharacterClass":
        this.add({ op: "character", test: testOf(element, this.#flags), backwards });
        return;
      case "Assertion":
        this.#assertion(element);
        return;
      case "Backreference":
        this.add({ op: "repeated", group: this.#indexOf(element.resolved), backwards });
        return;
      case "CapturingGroup": {
        const [start, end] = this.#registersOf(element);
        this.add({ op: "save", register: backwards ? end : start });
        this.oneOf(element.alternatives, backwards);
        this.add({ op: "save", register: backwards ? start : end });
        return;
      }
      case "Group":
        if (element.modifiers) throw new Error(`no step counts for ${element.raw}`);
        this.oneOf(element.alternatives, backwards);
        return;
      case "Quantifier":
        this.#quantifier(element, backwards);
    }
  }

  #assertion(assertion: AST.Assertion): void {
    if (assertion.kind === "lookahead" || assertion.kind === "lookbehind") {
      const look = this.#reserve();
      this.oneOf(assertion.alternatives, assertion.kind === "lookbehind");
      this.add({ op: "match" });
      this.instructions[look] = { op: "look", negate: assertion.negate, after: this.instructions.length };
      return;
    }
    this.add({
      op: "edge",
      kind: assertion.kind,
      negate: assertion.kind === "word" && assertion.negate,
    });
  }

  /** The needed times written out, then those that may be: a loop, or written out within one another. */
  #quantifier({ element, min, max, greedy }: AST.Quantifier, backwards: boolean): void {
    const registers = groupsIn(element).flatMap((group) => this.#registersOf(group));
    const body = () => {
      if (registers.length > 0) this.add({ op: "clear", registers });
      this.#element(element, backwards);
    };
    for (let times = 0; times < min; times += 1) body();
    const choices: number[] = [];
    const optional = () => {
      choices.push(this.#reserve());
      const register = this.registers++;
      this.add({ op: "save", register });
      body();
      this.add({ op: "progress", register });
    };
    if (max === Number.POSITIVE_INFINITY) {
      const start = this.instructions.length;
      optional();
      this.add({ op: "jump", to: start });
    } else {
      for (let times = min; times < max; times += 1) optional();
    }
    const end = this.instructions.length;
    for (const choice of choices) {
      const [first, otherwise] = greedy ? [choice + 1, end] : [end, choice + 1];
      this.instructions[choice] = { op: "try", first, otherwise };
    }
  }

  #indexOf(group: AST.CapturingGroup | readonly AST.CapturingGroup[]): number {
    return this.#groups.indexOf([group].flat()[0] as AST.CapturingGroup);
  }

  #registersOf(group: AST.CapturingGroup): [start: number, end: number] {
    const index = this.#indexOf(group);
    return [2 * index, 2 * index + 1];
  }
}

function groupsIn(node: AST.Node, found: AST.CapturingGroup[] = []): AST.CapturingGroup[] {
  if (node.type === "CapturingGroup") found.push(node);
  if (node.type === "Quantifier") groupsIn(node.element, found);
  if ("alternatives" in node && node.type !== "ClassStringDisjunction") {
    for (const alternative of node.alternatives) {
      for (const element of alternative.elements) groupsIn(element, found);
    }
  }
  return found;
}

/** Whether one character fits is the engine's own word. */
export function testOf(node: AST.Node, { ignoreCase, dotAll, unicode, unicodeSets }: AST.Flags): Test {
  const flags = [ignoreCase && "i", dotAll && "s", unicode && "u", unicodeSets && "v"]
    .filter(Boolean)
    .join("");
  const one = new RegExp(`^(?:${node.raw})$`, flags);
  const known = new Map<string, boolean>();
  return (character) => {
    const answer = known.get(character) ?? one.test(character);
    known.set(character, answer);
    return answer;
  };
}
