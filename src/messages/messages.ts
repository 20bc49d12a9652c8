import type { Language } from "../domain/language.ts";
import { english, type Messages } from "./english/english.ts";
import { german } from "./german/german.ts";

const CATALOGS: Readonly<Record<Language, Messages>> = { en: english, de: german };

/** Every sentence that the bot says on GitHub, in a campaign's language. */
export function messagesIn(language: Language): Messages {
  return CATALOGS[language];
}
