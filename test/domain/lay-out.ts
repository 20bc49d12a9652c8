import fc from "fast-check";
import { Document, Scalar, stringify, visit } from "yaml";

/** A part of a text: a value that stands at the path in the file, or what belongs to it. */
export interface Part {
  readonly path: string;
  readonly kind: "before" | "key" | "value" | "behind";
  readonly text: string;
}

/** The choices of somebody who writes a file by hand. */
export type Hand = fc.GeneratorValue;

type Values = Readonly<Record<string, unknown>>;

/** The assignment as people might have written it: any order, quotes, braces, comments, blank lines, indentation. */
export function layOut(assignment: Values, hand: Hand): Part[] {
  let comments = 0;
  const parts: Part[] = [];
  const step = hand(fc.constantFrom, 2, 4);
  const put = (path: string, kind: Part["kind"], text: string) => parts.push({ path, kind, text });
  // Shrinks towards "no", so that a failing case becomes a plain file.
  const chance = (of: number) => hand(fc.nat, { max: of - 1 }) === of - 1;
  const comment = () => `#c${++comments} ${hand(fc.constantFrom, "why: - [x]", "it's {", "")}`.trimEnd();

  const above = (path: string, indent: number) => {
    for (let left = hand(fc.nat, { max: 2 }); left > 0; left--) {
      put(path, "before", chance(2) ? "\n" : `${" ".repeat(chance(4) ? 0 : indent)}${comment()}\n`);
    }
  };
  const behind = (path: string) => put(path, "behind", `${chance(4) ? `  ${comment()}` : ""}\n`);
  const keyOf = (key: string) => (chance(8) ? `"${key}":` : `${key}:`);

  const writeMap = (map: Values, path: string, indent: number, firstIsThere = false) => {
    const keys = Object.keys(map).filter((key) => map[key] !== undefined);
    const order = hand(fc.shuffledSubarray<string>, keys, { minLength: keys.length });
    order.forEach((key, index) => {
      const inner = `${path}/${key}`;
      const isThere = firstIsThere && index === 0;
      if (!isThere) above(inner, indent);
      put(inner, "key", `${isThere ? "" : " ".repeat(indent)}${keyOf(key)}`);
      writeValue(map[key], inner, indent);
    });
  };

  const writeValue = (value: unknown, path: string, indent: number) => {
    const isEmpty = value !== null && typeof value === "object" && Object.keys(value).length === 0;
    if (value === null || typeof value !== "object" || isEmpty || chance(4)) {
      const { text, isBlock } = inlineValue(value, indent, true);
      put(path, "value", text);
      if (!isBlock) behind(path);
      return;
    }
    behind(path);
    if (!Array.isArray(value)) {
      writeMap(value as Values, path, indent + step);
      return;
    }
    const column = chance(2) ? indent : indent + step;
    value.forEach((entry, index) => {
      const inner = `${path}/${index}`;
      above(inner, column);
      put(inner, "key", `${" ".repeat(column)}-`);
      const isMap = entry !== null && typeof entry === "object";
      if (!isMap || chance(4)) {
        put(inner, "value", inlineValue(entry, column, false).text);
        behind(inner);
      } else {
        const gap = hand(fc.nat, { max: 2 }) + 1;
        put(inner, "key", " ".repeat(gap));
        writeMap(entry, inner, column + 1 + gap, true);
      }
    });
  };

  const inlineValue = (value: unknown, indent: number, mayBeLeftOut: boolean) => {
    const gap = " ".repeat(hand(fc.nat, { max: 2 }) + 1);
    if (value === null && mayBeLeftOut && chance(2)) return { text: chance(2) ? "" : " ~", isBlock: false };
    if (typeof value === "string") {
      if (mayBeLeftOut && value.includes("\n") && chance(2)) {
        const whole = stringify({ key: value }, { lineWidth: 0, indent: step });
        const [head = "", ...lines] = whole.replace(/\n$/, "").split("\n");
        const body = lines.map((line) => `${line === "" ? "" : " ".repeat(indent)}${line}\n`).join("");
        if (head.startsWith("key: |"))
          return { text: `${head.slice("key:".length)}\n${body}`, isBlock: true };
      }
      const type = hand(fc.constantFrom, Scalar.PLAIN, Scalar.QUOTE_DOUBLE, Scalar.QUOTE_SINGLE);
      return {
        text: gap + oneLine(value, value.includes("\n") ? Scalar.QUOTE_DOUBLE : type),
        isBlock: false,
      };
    }
    const text = oneLine(value, hand(fc.constantFrom, Scalar.PLAIN, Scalar.QUOTE_DOUBLE));
    const isTight = value !== null && typeof value === "object" && chance(2);
    return { text: gap + (isTight ? text.replace(/^([[{]) | ([\]}])$/g, "$1$2") : text), isBlock: false };
  };

  put("", "before", hand(fc.constantFrom, "", "", "\uFEFF", "---\n"));
  if (chance(3)) put("", "before", `${comment()}\n`);
  put("", "key", "assignment:");
  behind("");
  writeMap(assignment, "", step);
  if (chance(3)) put("", "before", `${comment()}\n`);
  return parts;
}

function oneLine(value: unknown, type: Scalar.Type): string {
  const document = new Document(value);
  visit(document, {
    Scalar(key, node) {
      if (key === "key" || typeof node.value !== "string") return;
      node.type = node.value.includes("\n") ? Scalar.QUOTE_DOUBLE : type;
    },
  });
  return document
    .toString({
      lineWidth: 0,
      nullStr: "null",
      collectionStyle: "flow",
      doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    })
    .trimEnd();
}
