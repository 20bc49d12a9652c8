import { isLogin } from "../../domain/login.ts";
import { cell, link } from "../cell.ts";

export const PERSON_LENGTH = 100;

/** A login links to its page: in a repository file GitHub makes no link of a mention. Any other name is plain text. */
export function renderPerson(written: string, url: string): string {
  const name = bareName(written);
  if (!isLogin(name)) return cell(name);
  const origin = /^https?:\/\/[^/?#]+/i.exec(url)?.[0];
  return origin === undefined ? cell(name) : link(name, `${origin}/${name}`);
}

/** `@ada` → `ada`. */
export function bareName(text: string): string {
  return text.replace(/^@+(?=.)/, "");
}

/** What fits into an assignment of a name. */
export function clippedName(name: string): string {
  return name.slice(0, PERSON_LENGTH).toWellFormed().trim();
}
