import { href } from "./html.ts";
import type { SiteInput } from "./site-input.ts";

/** The file of the form that `init` writes, and its field. */
const FORM = "claim-diagram.yml";

/** `/claim G-LIN-FL`, as this campaign writes its commands. */
export function commandText({ campaign: { config } }: Pick<SiteInput, "campaign">, text: string): string {
  const { prefix } = config.commands;
  return prefix === undefined ? `/${text}` : `/${prefix} ${text}`;
}

/**
 * GitHub's page for a new issue, filled in with a claim. With a form the text goes into the form's own field: a `body` would be
 * lost there. `what`: an ID, or `next of G01`; GitHub refuses addresses above 8 KB, and this never has one.
 */
export function claimLink(input: SiteInput, what: string): string {
  const claim = commandText(input, `claim ${what}`);
  const title = `Diagram: ${what}`;
  const fields: Record<string, string> = input.hasClaimForm
    ? { template: FORM, title, claim }
    : { title, body: claim };
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return href(`${input.repository}/issues/new?${query.join("&").replaceAll("'", "%27")}`);
}

/** A group that a command can name: one word, or nothing that would be read as something else. */
export function nextOf(input: SiteInput, groupKey: string | null): string {
  const isPlain = groupKey !== null && /^[A-Za-z0-9_.-]+$/.test(groupKey);
  return claimLink(input, isPlain ? `next of ${groupKey}` : "next");
}
