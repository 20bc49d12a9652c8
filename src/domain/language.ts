/** The languages that the bot speaks on GitHub. Each has its catalog in `src/messages`. */
export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a configuration that cannot be read, by the line that says it, in the first of the texts that has one: its people are told why all the same. */
export function languageIn(...texts: readonly string[]): Language {
  const named = texts.flatMap(
    (text) => /^language[ \t]{0,9}:[ \t]{0,9}["']?([a-z]{2})\b/m.exec(text)?.[1] ?? [],
  );
  return LANGUAGES.find((one) => one === named[0]) ?? "en";
}
