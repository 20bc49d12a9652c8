/** How a language counts and lists, by the rules that every JavaScript engine carries. */
export interface Grammar {
  /** `counted(1, "file", "files")` → "1 file"; in groups of three digits, as the language writes them. */
  readonly counted: (count: number, one: string, many: string) => string;
  /** The word alone: `word(2, "is", "are")` → "are". */
  readonly word: (count: number, one: string, many: string) => string;
  /** "a, b, and c"; of more than `most` only the first, and how many there are beside them. */
  readonly listed: (items: readonly string[], most?: number) => string;
}

export function grammarOf(locale: string, andMore: (count: number) => string): Grammar {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const word = (count: number, one: string, many: string) => (rules.select(count) === "one" ? one : many);
  return {
    word,
    counted: (count, one, many) => `${numbers.format(count)} ${word(count, one, many)}`,
    listed: (items, most = items.length) =>
      lists.format(
        items.length > most ? [...items.slice(0, most), andMore(items.length - most)] : [...items],
      ),
  };
}
