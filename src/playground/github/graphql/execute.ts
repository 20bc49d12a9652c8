import { type DocumentNode, execute, GraphQLError, getOperationAST, Kind, parse, validate } from "graphql";
import { resolveField } from "./fields.ts";
import { GraphqlRefusal, NotImplemented } from "./refusal.ts";
import type { GraphqlContext } from "./resolver.ts";
import { readSchema } from "./schema.ts";

export interface GraphqlBody {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

export interface PreparedDocument {
  readonly document: DocumentNode | null;
  readonly operation: string | null;
  readonly fields: readonly string[];
  readonly isMutation: boolean;
  /** Where it breaks the published schema. */
  readonly problems: readonly GraphQLError[];
}

const prepared = new Map<string, PreparedDocument>();

/** Parsed and checked against the published schema once for each text. */
export function prepareDocument({ query, operationName }: GraphqlBody): PreparedDocument {
  const key = `${operationName ?? ""}\n${query}`;
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const result = readDocument(query, operationName ?? null);
  if (prepared.size > 500) prepared.clear();
  prepared.set(key, result);
  return result;
}

function readDocument(query: string, operationName: string | null): PreparedDocument {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { document: null, operation: null, fields: [], isMutation: false, problems: [error] };
  }
  const operation = getOperationAST(document, operationName);
  const selections = operation?.selectionSet.selections ?? [];
  return {
    document,
    operation: operation?.name?.value ?? null,
    fields: selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : [])),
    isMutation: operation?.operation === "mutation",
    problems: validate(readSchema(), document),
  };
}

export interface GraphqlAnswer {
  readonly body: { readonly data?: unknown; readonly errors?: readonly object[] };
  /** What GitHub would not have taken, or the stand-in cannot answer. */
  readonly problems: readonly string[];
}

/** Always HTTP 200, whatever went wrong: errors stand in the body. */
export async function answerDocument(
  { document, problems }: PreparedDocument,
  { variables, operationName }: GraphqlBody,
  context: GraphqlContext,
): Promise<GraphqlAnswer> {
  if (document === null || problems.length > 0) {
    return { body: { errors: problems.map(errorJson) }, problems: problems.map((error) => error.message) };
  }
  const result = await execute({
    schema: readSchema(),
    document,
    variableValues: variables ?? {},
    ...(operationName !== undefined && operationName !== null && { operationName }),
    contextValue: context,
    fieldResolver: (source, args, about, { parentType, fieldName }) =>
      resolveField(parentType.name, fieldName, source, args, about),
    typeResolver: (value) => (value as { readonly __typename: string }).__typename,
  });
  const errors = result.errors ?? [];
  const unexpected = errors.filter(({ originalError }) => !(originalError instanceof GraphqlRefusal));
  return {
    body: {
      ...(result.data !== undefined && { data: result.data }),
      ...(errors.length > 0 && { errors: errors.map(errorJson) }),
    },
    problems: unexpected.map((error) => error.message),
  };
}

function errorJson(error: GraphQLError): object {
  const { originalError, message, path, locations } = error;
  const type =
    originalError instanceof GraphqlRefusal
      ? originalError.type
      : originalError instanceof NotImplemented
        ? "NOT_IMPLEMENTED"
        : undefined;
  return { ...(type !== undefined && { type }), ...(path !== undefined && { path }), locations, message };
}
