/** As much of GitHub's expressions as workflows of ours hold: https://docs.github.com/actions/reference/workflows-and-actions/expressions */

type Value = string | boolean | number | null;

const TOKEN = /\s*(?:(&&|\|\||==|!=|[!(),])|'((?:[^']|'')*)'|([A-Za-z_][\w.-]*))/y;

/** `contexts`: `github`, `inputs` … Throws for what it does not know. */
export function evaluate(expression: string, contexts: Readonly<Record<string, unknown>>): Value {
  const tokens = tokensOf(expression);
  let at = 0;
  const next = () => tokens[at];
  const take = (operator: string) => {
    if (next()?.operator !== operator) return false;
    at++;
    return true;
  };
  const expect = (operator: string) => {
    if (!take(operator)) throw new Error(`expected ${operator} in ${expression}`);
  };
  const or = (): Value => {
    let left = and();
    while (take("||")) {
      const right = and();
      left = isTrue(left) ? left : right;
    }
    return left;
  };
  const and = (): Value => {
    let left = comparison();
    while (take("&&")) {
      const right = comparison();
      left = isTrue(left) ? right : left;
    }
    return left;
  };
  const comparison = (): Value => {
    const left = unary();
    if (take("==")) return isSame(left, unary());
    return take("!=") ? !isSame(left, unary()) : left;
  };
  const unary = (): Value => {
    if (take("!")) return !isTrue(unary());
    if (take("(")) {
      const inner = or();
      expect(")");
      return inner;
    }
    const token = tokens[at++];
    if (token?.text !== undefined) return token.text;
    const name = token?.name;
    if (name === undefined) throw new Error(`cannot read ${expression}`);
    if (name === "true" || name === "false") return name === "true";
    if (name !== "contains") return read(contexts, name);
    expect("(");
    const whole = or();
    expect(",");
    const part = or();
    expect(")");
    return String(whole ?? "")
      .toLowerCase()
      .includes(String(part ?? "").toLowerCase());
  };
  const value = or();
  if (at < tokens.length) throw new Error(`more than an expression: ${expression}`);
  return value;
}

interface Token {
  readonly operator?: string | undefined;
  readonly text?: string | undefined;
  readonly name?: string | undefined;
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const text = expression.trim();
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new Error(`cannot read ${JSON.stringify(text.slice(from))}`);
    const [, operator, string, name] = found;
    tokens.push({ operator, text: string?.replaceAll("''", "'"), name });
  }
  return tokens;
}

function read(contexts: Readonly<Record<string, unknown>>, name: string): Value {
  let value: unknown = contexts;
  for (const key of name.split(".")) {
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : null;
  }
  if (typeof value === "object" && value !== null) throw new Error(`${name} is no single value`);
  return (value as Value | undefined) ?? null;
}

export function isTrue(value: Value): boolean {
  return value !== null && value !== false && value !== "" && value !== 0;
}

/** Strings without case; a null is an empty string, no, and nought. */
function isSame(one: Value, other: Value): boolean {
  if (typeof one === "string" && typeof other === "string") return one.toLowerCase() === other.toLowerCase();
  if (one === null && other === null) return true;
  return toNumber(one) === toNumber(other);
}

function toNumber(value: Value): number {
  return value === null ? 0 : Number(value);
}
