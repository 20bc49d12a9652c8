import { type Html, html, isolatedText } from "./html.ts";
import type { PageTools } from "./page.ts";

/** Somebody, as far as the campaign shows people. Never more than the login. */
export function person({ plan, to }: Pick<PageTools, "plan" | "to">, login: string, id?: number): Html {
  const own = plan.people.find(login, id);
  if (own) return html`<a href="${to(own.path)}">${isolatedText(login)}</a>`;
  return isolatedText(shownName(plan.input.campaign.config.site.people, login));
}

/** The same as text; `somebody` where nobody is named. */
export function shownName(shown: "full" | "initials" | "none", login: string): string {
  if (shown === "full") return login;
  if (shown === "none") return "somebody";
  const [first = "?"] = login;
  return `${first.toUpperCase()}.`;
}
