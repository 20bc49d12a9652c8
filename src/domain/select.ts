import { assignmentOf, type Campaign } from "./campaign.ts";
import { type Diagram, matchDiagrams } from "./catalog.ts";
import { parseIdPattern } from "./diagram-id.ts";
import { holderOf } from "./people.ts";
import { isSamePerson, type Person } from "./person.ts";
import { STATUS_LABEL, type Status } from "./status.ts";
import { suggest } from "./suggest.ts";

/** Some diagrams and what to call them, or the text that means none, and the name that it is near to. */
export type Selection =
  | { readonly title: string; readonly diagrams: readonly Diagram[] }
  | { readonly unknown: string; readonly near: string | null };

/**
 * What a person means by `G-LIN-FL`, `G-LIN-*` or `G-LIN`, `G01`, `@ada`, `phase 1` or a phase's or category's name, or by
 * a status where the catalog calls nothing else so. Case does not count. The title is untrusted text. `me`: who asks; of oneself all that one's account holds is meant, of
 * others what the files say of that name.
 */
export function parseSelection(typed: string, campaign: Campaign, me: Person | null = null): Selection {
  const { catalog } = campaign;
  const text = typed.trim();
  const wanted = text.toLowerCase();

  if (text.startsWith("@")) {
    const named = { login: text.slice(1), id: null };
    const person = isSamePerson(me, named) ? me : named;
    const diagrams = [...catalog.diagrams.values()].filter(({ id }) =>
      isSamePerson(holderOf(assignmentOf(campaign, id)), person),
    );
    return { title: shortened(text), diagrams };
  }

  const pattern = parseIdPattern(text);
  const found = pattern ? matchDiagrams(catalog, pattern) : [];
  const [only] = found;
  if (pattern?.kind === "one" && only) return { title: `${only.id} ${only.name}`, diagrams: found };
  if (found.length > 0) return { title: text.toUpperCase(), diagrams: found };

  for (const category of catalog.categories) {
    for (const group of category.groups) {
      if (group.key.toLowerCase() === wanted || group.name.toLowerCase() === wanted) {
        return { title: `${group.key}: ${group.name}`, diagrams: group.diagrams };
      }
    }
    if (category.name.toLowerCase() === wanted) {
      return { title: category.name, diagrams: category.groups.flatMap(({ diagrams }) => diagrams) };
    }
  }
  const phase = findPhase(wanted, campaign);
  if (phase)
    return { title: phase.name, diagrams: [...new Set(phase.items.flatMap(({ diagrams }) => diagrams))] };

  const status = parseStatus(wanted);
  if (status !== null) {
    const diagrams = [...catalog.diagrams.values()].filter(
      ({ id }) => assignmentOf(campaign, id).status === status,
    );
    return { title: STATUS_LABEL[status], diagrams };
  }

  const stem = parseIdPattern(`${text}-*`);
  const members = stem ? matchDiagrams(catalog, stem) : [];
  if (members.length > 0) return { title: `${text.toUpperCase()}-*`, diagrams: members };

  const near = suggest(text, namesIn(campaign));
  return { unknown: shortened(text), near };
}

const STATUS_WORDS: Readonly<Record<string, Status>> = {
  pending: "pending",
  free: "pending",
  "in progress": "in_progress",
  review: "review",
  "in review": "review",
  complete: "complete",
  completed: "complete",
  done: "complete",
};

/** `in_progress`, `in-progress` and `In Progress` are one. */
function parseStatus(wanted: string): Status | null {
  const words = wanted.split(/[\s_-]+/).join(" ");
  return Object.hasOwn(STATUS_WORDS, words) ? (STATUS_WORDS[words] ?? null) : null;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Free diagrams, in the order in which they are best taken: the phases first, then the catalog. */
export function nextDiagrams(
  campaign: Campaign,
  count: number,
  options: { readonly isExcluded?: (diagram: Diagram) => boolean } = {},
): Diagram[] {
  const chosen = new Set<Diagram>();
  for (const diagram of inOrder(campaign)) {
    if (chosen.size >= count) break;
    const free = assignmentOf(campaign, diagram.id).status === "pending";
    if (free && !options.isExcluded?.(diagram)) chosen.add(diagram);
  }
  return [...chosen];
}

function* inOrder({ catalog }: Campaign): Generator<Diagram> {
  for (const { items } of catalog.phases) for (const { diagrams } of items) yield* diagrams;
  yield* catalog.diagrams.values();
}

/** `phase 2`, `2`, or the name with or without what stands before its colon. */
function findPhase(wanted: string, { catalog: { phases } }: Campaign) {
  const number = /^(?:phase\s*)?(\d{1,3})$/.exec(wanted);
  if (number) return phases[Number(number[1]) - 1];
  return phases.find(({ name }) => {
    const lower = name.toLowerCase();
    return lower === wanted || lower.replace(/^[^:]*:\s*/, "") === wanted;
  });
}

function* namesIn({ catalog }: Campaign): Generator<string> {
  yield* catalog.diagrams.keys();
  for (const { name, groups } of catalog.categories) {
    yield name;
    for (const { key } of groups) yield key;
  }
  for (const { name } of catalog.phases) yield name;
  yield* Object.keys(STATUS_WORDS);
}
