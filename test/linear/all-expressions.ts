/** Every regular expression of `src`, with the place where it stands. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type FoundExpression, findExpressions } from "./find-expressions.ts";

export interface LocatedExpression extends FoundExpression {
  readonly path: string;
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Built from our own table of operations and nobody's words. */
const BUILT = "src/playground/github/rest/router.ts";

export function allExpressions(): LocatedExpression[] {
  const paths = globSync("src/**/*.{ts,mjs}", { cwd: ROOT }).map((path) => path.replaceAll("\\", "/"));
  return paths
    .filter((path) => path !== BUILT)
    .sort()
    .flatMap((path) => {
      try {
        const text = readFileSync(`${ROOT}${path}`, "utf8");
        return findExpressions(text, (specifier) =>
          specifier.startsWith(".") ? readFileSync(join(ROOT, dirname(path), specifier), "utf8") : null,
        ).map((found) => ({ path, ...found }));
      } catch (cause) {
        throw new Error(`${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
      }
    });
}

export function locationOf({ path, line, source, flags }: LocatedExpression): string {
  return `${path}:${line} /${source}/${flags}`;
}
