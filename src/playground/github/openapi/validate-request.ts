import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { OPENAPI } from "../published.ts";
import type { OperationKey } from "./operations.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema?: object;
}

interface Operation {
  readonly parameters: readonly Parameter[];
  readonly bodyRequired?: boolean;
  readonly body?: object | true;
}

interface Validators {
  readonly parameters: ValidateFunction;
  readonly body: ValidateFunction | null;
  readonly bodyRequired: boolean;
}

const description: { readonly operations: Readonly<Record<OperationKey, Operation>> } = JSON.parse(OPENAPI);

// Addresses are text, so numbers and booleans in them are read as such; bodies are taken as they are.
const forParameters = withFormats(
  new Ajv({ strict: false, coerceTypes: true, allErrors: true, logger: false }),
);
const forBodies = withFormats(new Ajv({ strict: false, allErrors: true, logger: false }));
const compiled = new Map<OperationKey, Validators>();

/** Where the request differs from GitHub's published description; empty when it fits. */
export function validateRequest(
  key: OperationKey,
  request: {
    params: Readonly<Record<string, string>>;
    query: Readonly<Record<string, string>>;
    body: unknown;
  },
): string[] {
  const { parameters, body, bodyRequired } = validatorsOf(key);
  const problems = explain(parameters, { path: { ...request.params }, query: { ...request.query } });
  if (request.body === undefined) {
    if (bodyRequired) problems.push("the body is missing");
  } else if (body === null) {
    // Octokit sends {} where a write has no body.
    if (JSON.stringify(request.body) !== "{}") problems.push("there is a body, but the operation takes none");
  } else {
    problems.push(...explain(body, request.body));
  }
  return problems;
}

function validatorsOf(key: OperationKey): Validators {
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const { parameters, body, bodyRequired = false } = description.operations[key];
  const validators = {
    parameters: forParameters.compile({
      type: "object",
      properties: { path: parametersIn(parameters, "path"), query: parametersIn(parameters, "query") },
    }),
    body: body === undefined ? null : forBodies.compile(closed(body)),
    bodyRequired,
  };
  compiled.set(key, validators);
  return validators;
}

/** A parameter that GitHub does not know is a typing mistake that GitHub would pass over in silence. */
function parametersIn(parameters: readonly Parameter[], where: "path" | "query") {
  const here = parameters.filter((parameter) => parameter.in === where);
  return {
    type: "object",
    properties: Object.fromEntries(here.map(({ name, schema = {} }) => [name, schema])),
    required: here.filter((parameter) => parameter.required === true).map((parameter) => parameter.name),
    additionalProperties: false,
  };
}

/** The same for the fields of a body, where the description lists them plainly. */
function closed(body: object | true): object | boolean {
  if (body === true) return true;
  const isPlain =
    "properties" in body && !("oneOf" in body || "anyOf" in body || "additionalProperties" in body);
  return isPlain ? { ...body, additionalProperties: false } : body;
}

function explain(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => {
    const extra = error.params["additionalProperty"];
    const what = typeof extra === "string" ? ` (${extra})` : "";
    return `${error.instancePath || "/"} ${error.message}${what}`;
  });
}

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv);
  return ajv;
}
