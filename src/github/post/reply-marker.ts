/** The hidden marker at the end of a reply, by which a later try knows that it is there. `answers`: keys of events. */
export function markerOf(answers: readonly string[]): string {
  return `<!-- diagram-tracker:reply ${answers.join(" ")} -->`;
}

const ANSWERS = /<!-{2} diagram-tracker:reply ([^<>]+) -->\s*$/;

/** The keys that a reply of ours says it answers; none for any other text. */
export function answersOf(body: string): string[] {
  return (ANSWERS.exec(body)?.[1] ?? "").split(" ").filter((key) => key !== "");
}
