import { grammarOf } from "../grammar.ts";

export const { counted, listed, word } = grammarOf("en", (count) => `${count} more`);
