/**
 * The anchor that GitHub gives a heading, by its text as it is shown: in lower case, without what is neither letter, number,
 * hyphen nor underscore, with hyphens for spaces; a second one of the same name ends in `-1`.
 * https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
 */
export class GitHubAnchors {
  private readonly counts = new Map<string, number>();

  next(heading: string): string {
    const name = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    let count = this.counts.get(name) ?? 0;
    let anchor = count === 0 ? name : `${name}-${count}`;
    while (count > 0 && this.counts.has(anchor)) anchor = `${name}-${++count}`;
    this.counts.set(name, count + 1);
    if (anchor !== name) this.counts.set(anchor, 1);
    return anchor;
  }
}
