import { grammarOf } from "../grammar.ts";

export const { counted, listed, word } = grammarOf("de", (count) => `${count} weitere`);
