import { isLogin } from "../../domain/person.ts";
import { cell, link } from "../cell.ts";

export const PERSON_LENGTH = 100;

/** A login links to its page: in a repository file GitHub makes no link of a mention. Any other name is plain text. */
export function renderPerson(name: string, url: string): string {
  if (!isLogin(name)) return cell(name);
  const origin = /^https?:\/\/[^/?#]+/i.exec(url)?.[0];
  return origin === undefined ? cell(name) : link(name, `${origin}/${name}`);
}

/** What fits into an assignment of a name. */
export function clippedName(name: string): string {
  return name.slice(0, PERSON_LENGTH).toWellFormed().trim();
}
