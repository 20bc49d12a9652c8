import { grouped } from "../../tracker/grouped.ts";
import type { SearchIndex } from "../files/search-index-form.ts";
import { element, textElement } from "./element.ts";
import {
  type FilterResult,
  makeSearch,
  PAGE,
  parseQuery,
  type Query,
  renderQuery,
  type Search,
  type StatusKey,
} from "./filter.ts";
import { loadIndex, siteLink } from "./load-index.ts";

/** A screen reader is told of the number once the typing pauses. */
const TELL_MS = 300;

const WORDS: Readonly<Record<StatusKey, string>> = {
  free: "Free",
  progress: "In progress",
  review: "In review",
  complete: "Complete",
};
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The list's search: what is typed and chosen stands in the address at once, and the list follows. */
export function startList(): void {
  const form = document.querySelector<HTMLFormElement>("form.filters");
  const results = document.querySelector<HTMLElement>("[data-list]");
  const told = document.getElementById("found");
  if (!form || !results || !told) return;
  const parts: Parts = { form, results, told };
  const fields = fieldsOf(form);
  fill(form, parseQuery(location.search));
  let work: Promise<{ index: SearchIndex; search: Search }> | null = null;
  const ready = () => {
    work ??= loadIndex().then((index) => ({ index, search: makeSearch(index) }));
    return work;
  };
  const show = () =>
    ready().then(
      ({ index, search }) => showFound(parts, index, search, parseQuery(location.search)),
      () => {
        told.textContent =
          "The list cannot be searched now: reading it failed. The groups below have all diagrams.";
      },
    );
  const change = (shown: number, how: "push" | "replace") => {
    const query = { ...queryOf(form), who: parseQuery(location.search).who, shown };
    const address = `${location.pathname}${renderQuery(query, location.search)}`;
    if (how === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    void show();
  };
  fields.q.addEventListener("input", () => change(PAGE, "replace"));
  fields.q.addEventListener("focus", () => void ready(), { once: true });
  form.addEventListener("change", (event) => {
    if (event.target !== fields.q) change(PAGE, "push");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => {
    fill(form, parseQuery(location.search));
    void show();
  });
  results.addEventListener("click", (event) => {
    const more = event.target instanceof Element ? event.target.closest("a[data-more]") : null;
    if (!more) return;
    event.preventDefault();
    change(parseQuery(location.search).shown + PAGE, "replace");
  });
  if (location.search.length > 1) void show();
  else later(() => void ready());
}

interface Parts {
  readonly form: HTMLFormElement;
  readonly results: HTMLElement;
  readonly told: HTMLElement;
}

function fieldsOf(form: HTMLFormElement) {
  const field = <T>(name: string, kind: new () => T): T => {
    const found = form.elements.namedItem(name);
    if (!(found instanceof kind)) throw new Error(`no field ${name}`);
    return found;
  };
  return {
    q: field("q", HTMLInputElement),
    area: field("in", HTMLSelectElement),
    sort: field("sort", HTMLSelectElement),
    status: field("status", RadioNodeList),
  };
}

function queryOf(form: HTMLFormElement): Query {
  const { q, area, sort, status } = fieldsOf(form);
  const fields = new URLSearchParams({ q: q.value, in: area.value, sort: sort.value, status: status.value });
  return parseQuery(`?${fields}`);
}

function fill(form: HTMLFormElement, query: Query): void {
  const { q, area, sort, status } = fieldsOf(form);
  if (q.value !== query.text) q.value = query.text;
  area.value = query.area;
  sort.value = query.sort;
  status.value = query.status;
}

/** A screen of rows stands there at once; the others follow when the browser has time, so that no key waits for them. */
const AT_ONCE = 25;

let telling: ReturnType<typeof setTimeout> | undefined;

function showFound({ form, results, told }: Parts, index: SearchIndex, search: Search, query: Query): void {
  const found = search.find(query);
  showCounts(form, found);
  const rows = found.rows.slice(0, query.shown);
  const lineOf = (row: number) => line(index, search.statusOf(row), row);
  const body = element("tbody", {}, ...rows.slice(0, AT_ONCE).map(lineOf));
  const who = query.who === "" ? "" : ` of ${query.who}`;
  const words = `${found.rows.length === 1 ? "1 diagram" : `${grouped(found.rows.length)} diagrams`}${who}`;
  const table = element(
    "table",
    { class: "diagrams" },
    element("caption", {}, found.rows.length > rows.length ? `The first ${rows.length} of ${words}` : words),
    heading(),
    body,
  );
  later(() => body.append(...rows.slice(AT_ONCE).map(lineOf)));
  const isEmpty = found.rows.length === 0;
  results.replaceChildren(isEmpty ? element("p", { class: "lead" }, nothing(query)) : table);
  if (found.rows.length > rows.length) {
    const more = renderQuery({ ...query, shown: query.shown + PAGE }, location.search);
    results.append(
      element("p", {}, element("a", { class: "button quiet", href: more, "data-more": "" }, `${PAGE} more`)),
    );
  }
  clearTimeout(telling);
  telling = setTimeout(() => {
    told.textContent = words;
  }, TELL_MS);
}

let waiting: number | undefined;

/** Once the browser is idle; of several only the last. */
function later(work: () => void): void {
  if (typeof requestIdleCallback === "undefined") {
    clearTimeout(waiting);
    waiting = window.setTimeout(work);
    return;
  }
  if (waiting !== undefined) cancelIdleCallback(waiting);
  waiting = requestIdleCallback(work, { timeout: 500 });
}

function nothing({ text, status }: Query): string {
  const what =
    text.trim() === "" ? "No diagram" : `No diagram has “${text.trim()}” in its name, ID, group or holder`;
  return status === "" ? `${what}.` : `${what} with this status. “All” shows the others.`;
}

function showCounts(form: HTMLFormElement, { counts }: FilterResult): void {
  for (const [key, count] of Object.entries(counts)) {
    const shown = form.querySelector(`[data-count="${key}"]`);
    if (shown) shown.textContent = grouped(count);
    const choice = form.querySelector<HTMLInputElement>(`input[name="status"][value="${key}"]`);
    if (choice) choice.disabled = count === 0 && !choice.checked && key !== "";
  }
}

function heading(): HTMLElement {
  const titles = ["Diagram", "Status", "Who", "When", "Pull request"];
  const cells = titles.map((title) => element("th", { scope: "col" }, title));
  return element("thead", {}, element("tr", {}, ...cells));
}

function line(index: SearchIndex, status: StatusKey, row: number): HTMLElement {
  const [id = "", name = ""] = [index.ids[row], index.names[row]];
  const link = element(
    "a",
    { href: siteLink(`d/${id}/`) },
    element("span", { class: "id" }, id),
    " ",
    textElement(name),
    " ",
    element("span", { class: "hint" }, textElement(index.groups[index.inGroup[row] ?? 0]?.name ?? "")),
  );
  const icon = element("i", { class: `mark mark-${status}`, "aria-hidden": "true" });
  const holder = index.holders[row];
  const person = holder ? index.people[holder] : undefined;
  const who = !holder
    ? ""
    : person === undefined
      ? textElement(holder)
      : element("a", { href: siteLink(person) }, textElement(holder));
  const pull = index.pulls[row];
  const cell = (label: string, ...children: readonly (Node | string)[]) =>
    element("td", { "data-label": label }, ...children);
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, link),
    cell("Status", element("span", { class: "status" }, icon, WORDS[status])),
    cell("Who", who),
    cell("When", when(index, status, row)),
    cell(
      "Pull request",
      pull ? element("a", { href: `${index.pullBase}${pull}`, rel: "noopener" }, `#${pull}`) : "",
    ),
  );
}

function when(index: SearchIndex, status: StatusKey, row: number): Node | string {
  const date = index.days[row];
  if (!date) return "";
  const [year, month, day] = date.split("-").map(Number);
  const shown = element("time", { datetime: date }, `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`);
  const late = status === "progress" && index.overdue.includes(row);
  const words = status === "complete" ? "done " : late ? "" : "due ";
  const strong = late ? [element("strong", { class: "late" }, "overdue"), " since "] : [];
  return element("span", {}, ...strong, words, shown);
}
