/**
 * What keeps formatters from laying out a region anew, which would be undone with the next commit and done again with the
 * one after: https://prettier.io/docs/ignore#range-ignore, https://github.com/DavidAnson/markdownlint#configuration
 */
const BEFORE = ["<!-- prettier-ignore-start -->", "<!-- markdownlint-disable -->"] as const;
const AFTER = ["<!-- markdownlint-restore -->", "<!-- prettier-ignore-end -->"] as const;

export function withFormatterComments(lines: readonly string[]): string[] {
  return [...BEFORE, ...lines, ...AFTER];
}

/** A region's content, whole lines with these line ends, without its marks. One that has not all of them is what it is. */
export function withoutFormatterComments(content: string, eol: string): string {
  const [before, after] = [BEFORE, AFTER].map((comments) => comments.map((line) => line + eol).join(""));
  if (!content.startsWith(before ?? "") || !content.endsWith(after ?? "")) return content;
  return content.slice(before?.length, content.length - (after?.length ?? 0));
}
