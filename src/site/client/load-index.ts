import type { SearchIndex } from "../files/search-index-form.ts";

let loading: Promise<SearchIndex> | null = null;

/** The names of all diagrams: fetched once, when somebody begins to search or to walk the map. */
export function loadIndex(): Promise<SearchIndex> {
  loading ??= fetch(document.body.dataset["index"] ?? "").then((answer) => {
    if (!answer.ok) throw new Error(`the list of diagrams: ${answer.status}`);
    return answer.json();
  });
  return loading;
}

/** An address of this site as a link from this page. */
export function siteLink(path: string): string {
  return `${document.body.dataset["root"] ?? "./"}${path}`;
}
