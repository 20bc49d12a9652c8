/** Every regular expression of a source text: what stands between slashes, and what `new RegExp` is given. */
import { stripTypeScriptTypes } from "node:module";
import {
  type AnyNode,
  type CallExpression,
  type Expression as Node,
  parse,
  type VariableDeclarator,
} from "acorn";
import { full } from "acorn-walk";

export interface FoundExpression {
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

/** What a name stands for where it is declared once, as a constant. */
type Constants = ReadonlyMap<string, Node | null | undefined>;

/** The text of the file that is imported under this name; null: of a package. */
type ReadImported = (specifier: string) => string | null;

/**
 * @throws where an expression is put together from what is only known when the program runs: nobody can say how long
 * such a one takes, so there is none.
 */
export function findExpressions(text: string, readImported: ReadImported = () => null): FoundExpression[] {
  const program = parseProgram(text);
  const isPutTogether = text.includes("RegExp");
  const constants: Constants = isPutTogether
    ? new Map([...importedConstants(program, readImported), ...constantsOf(program)])
    : new Map();
  const found: FoundExpression[] = [];
  full(program, (node) => {
    const line = node.loc?.start.line ?? 0;
    const one = node as AnyNode;
    if (one.type === "Literal" && one.regex) {
      found.push({ line, source: one.regex.pattern, flags: one.regex.flags });
    }
    if (one.type !== "NewExpression" && one.type !== "CallExpression") return;
    if (one.callee.type !== "Identifier" || one.callee.name !== "RegExp") return;
    const [source, flags] = one.arguments.map((argument) => evaluate(argument, constants));
    if (source === undefined || (flags === undefined && one.arguments.length > 1)) {
      throw new Error(`line ${line}: this expression is only known when the program runs`);
    }
    found.push({ line, source, flags: flags ?? "" });
  });
  return found;
}

function parseProgram(text: string) {
  return parse(stripTypeScriptTypes(text), { ecmaVersion: "latest", sourceType: "module", locations: true });
}

/** Parts of expressions that stand in another file, which puts them together by itself. */
function importedConstants(program: ReturnType<typeof parseProgram>, readImported: ReadImported): Constants {
  const constants = new Map<string, Node | null | undefined>();
  for (const node of program.body) {
    if (node.type !== "ImportDeclaration") continue;
    const text = readImported(String(node.source.value));
    if (text === null) continue;
    const theirs = constantsOf(parseProgram(text));
    for (const specifier of node.specifiers) {
      if (specifier.type !== "ImportSpecifier" || specifier.imported.type !== "Identifier") continue;
      const init = theirs.get(specifier.imported.name);
      const value = init ? evaluate(init, theirs) : undefined;
      if (value !== undefined)
        constants.set(specifier.local.name, { type: "Literal", value, start: 0, end: 0 });
    }
  }
  return constants;
}

function constantsOf(program: AnyNode): Constants {
  const constants = new Map<string, Node | null | undefined>();
  full(program, (node) => {
    const { type, id, init } = node as VariableDeclarator;
    if (type !== "VariableDeclarator" || id.type !== "Identifier") return;
    constants.set(id.name, constants.has(id.name) ? undefined : init);
  });
  return constants;
}

function evaluate(node: AnyNode, constants: Constants): string | undefined {
  switch (node.type) {
    case "Literal":
      return node.regex ? node.regex.pattern : typeof node.value === "string" ? node.value : undefined;
    case "Identifier": {
      const value = constants.get(node.name);
      return value ? evaluate(value, constants) : undefined;
    }
    case "BinaryExpression": {
      const [left, right] = [evaluate(node.left, constants), evaluate(node.right, constants)];
      return node.operator === "+" && left !== undefined && right !== undefined ? left + right : undefined;
    }
    case "TemplateLiteral": {
      const parts = node.quasis.flatMap((quasi, at) => {
        const expression = node.expressions[at];
        return [quasi.value.cooked ?? undefined, expression ? evaluate(expression, constants) : ""];
      });
      return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
    }
    case "CallExpression":
      return joined(node, constants);
    default:
      return undefined;
  }
}

/** `NAMES.join("|")` of a constant list. */
function joined({ callee, arguments: [by] }: CallExpression, constants: Constants): string | undefined {
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return undefined;
  if (callee.property.type !== "Identifier" || callee.property.name !== "join" || !by) return undefined;
  const list = constants.get(callee.object.name);
  if (list?.type !== "ArrayExpression") return undefined;
  const parts = [by, ...list.elements].map((part) => (part ? evaluate(part, constants) : undefined));
  const [between, ...words] = parts.filter((part) => part !== undefined);
  return words.length === list.elements.length ? words.join(between) : undefined;
}
