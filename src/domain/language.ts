/** The languages that the bot speaks on GitHub. Each has its catalog in `src/messages`. */
export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];
