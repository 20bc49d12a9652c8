/** Markdown or HTML as people see it: without what its comments hide. */
export function withoutHiddenComments(markdown: string): string {
  return markdown.replace(/<!--(?:(?!<!--).)*?-->/gs, "");
}
