import { withoutHiddenComments } from "../../domain/without-hidden-comments.ts";
import { type Html, ownMarkup } from "../../site/html.ts";
import { markdownParser } from "../../tracker/markdown-parser.ts";

const parser = markdownParser().set({ html: false, linkify: false });

/** As GitHub shows it, nearly: HTML of whoever wrote it stays text, and what the bot hides in comments stays hidden. */
export function markdown(text: string): Html {
  const rendered = parser.render(withoutHiddenComments(text));
  // Its one style, of columns, which the policy forbids. In what somebody wrote no quote is left as it is.
  return ownMarkup(rendered.replace(/ style="text-align:(?:left|center|right)"/g, ""));
}
