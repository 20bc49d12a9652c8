/** A text of the bot's as people see it: without what it hides in comments for itself. */
export function withoutHiddenComments(markdown: string): string {
  return markdown.replace(/<!--(?:(?!<!--).)*?-->/gs, "");
}
