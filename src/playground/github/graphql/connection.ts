import { GraphqlRefusal } from "./refusal.ts";

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export interface ConnectionPage {
  readonly nodes: readonly unknown[];
  readonly edges: readonly { readonly node: unknown; readonly cursor: string }[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** One page of a list, under GitHub's rules: `first` or `last` must be there, and neither above 100. */
export function pageOf<T>(
  name: string,
  items: readonly T[],
  args: PageArguments,
  shape: (item: T) => unknown,
  totalCount = items.length,
): ConnectionPage {
  const size = args.first ?? args.last;
  if (size === undefined || size === null) {
    const rule = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw new GraphqlRefusal("MISSING_PAGINATION_BOUNDARIES", rule);
  }
  const which = args.first === undefined || args.first === null ? "last" : "first";
  if (size > 100) {
    const rule = `Requesting ${size} records on the \`${name}\` connection exceeds the \`${which}\` limit of 100 records.`;
    throw new GraphqlRefusal("EXCESSIVE_PAGINATION", rule);
  }
  if (size < 0)
    throw new GraphqlRefusal(
      "ARGUMENT_LIMIT",
      `\`${which}\` on the \`${name}\` connection cannot be less than zero.`,
    );
  const from = args.after ? readCursor(args.after) + 1 : 0;
  const to = args.before ? readCursor(args.before) : items.length;
  const start = which === "last" ? Math.max(from, to - size) : from;
  const end = which === "first" ? Math.min(to, from + size) : to;
  const nodes = items.slice(start, end).map(shape);
  return {
    nodes,
    edges: nodes.map((node, at) => ({ node, cursor: cursor(start + at) })),
    totalCount,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length > 0 ? cursor(start) : null,
      endCursor: nodes.length > 0 ? cursor(end - 1) : null,
    },
  };
}

function cursor(at: number): string {
  return Buffer.from(`cursor:${at}`).toString("base64");
}

function readCursor(text: string): number {
  const at = /^cursor:(\d+)$/.exec(Buffer.from(text, "base64").toString("utf8"))?.[1];
  if (at === undefined)
    throw new GraphqlRefusal("INVALID_CURSOR_ARGUMENTS", `\`${text}\` does not appear to be a valid cursor.`);
  return Number(at);
}
