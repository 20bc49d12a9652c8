/**
 * GitHub takes 65,535 characters of a check run's text; whether it counts bytes it does not say, so we do.
 * https://docs.github.com/rest/checks/runs#update-a-check-run
 */
const MOST_BYTES = 65_535;

const encoder = new TextEncoder();

/**
 * As many whole sections as fit, with a blank line between them, and at the end how many are left out. A first section
 * that does not fit by itself is cut at a line.
 */
export function fitSections(
  sections: readonly string[],
  leftOut: (hidden: number) => string,
  most = MOST_BYTES,
): string {
  const all = sections.join("\n\n");
  if (bytesOf(all) <= most) return all;
  let room = most - bytesOf(`\n\n${leftOut(sections.length)}`);
  const shown: string[] = [];
  for (const section of sections) {
    room -= bytesOf(section) + 2;
    if (room < 0) break;
    shown.push(section);
  }
  const [first = ""] = sections;
  if (shown.length === 0) {
    const lines: string[] = [];
    let left = most - bytesOf(`\n\n${leftOut(sections.length)}`);
    for (const line of first.split("\n")) {
      left -= bytesOf(line) + 1;
      if (left < 0) break;
      lines.push(line);
    }
    return `${lines.join("\n")}\n\n${leftOut(sections.length)}`;
  }
  return [...shown, leftOut(sections.length - shown.length)].join("\n\n");
}

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}
