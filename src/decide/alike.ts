/** A text about a diagram as it reads of any: its own ID, where that stands as a whole word, is "ID". */
function aboutAny(text: string, id: string): string {
  return text.replace(/[A-Za-z0-9][\w-]*/g, (word) => (word === id ? "ID" : word));
}

/**
 * Those of which the same is said, in the order in which each first comes. What is said names "ID" where several share it and it
 * names its diagram. `kindOf`: only those of one kind are grouped.
 */
export function groupAlike<Sentence extends { readonly id: string; readonly text: string }>(
  all: readonly Sentence[],
  kindOf: (one: Sentence) => string = () => "",
): { readonly text: string; readonly same: readonly [Sentence, ...Sentence[]] }[] {
  const groups = Map.groupBy(all, (one) => `${kindOf(one)}\n${aboutAny(one.text, one.id)}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const text = others.length === 0 ? first.text : aboutAny(first.text, first.id);
    return [{ text, same: [first, ...others] as const }];
  });
}
