/** A text of the bot's as people see it: without what it hides in comments for itself. */
export function withoutMarks(markdown: string): string {
  return markdown.replace(/<!--(?:(?!<!--).)*?-->/gs, "");
}
