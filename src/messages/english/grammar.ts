import { grammarOf } from "../grammar.ts";

export const { counted } = grammarOf("en", (count) => `${count} more`);
