/** GitHub says no, with the status and the words that it uses. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: readonly object[] | undefined;
  constructor(status: number, message: string, errors?: readonly object[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

export function validationFailed(resource: string, field: string, message: string): Refused {
  const entry = { resource, code: "custom", field, message };
  return new Refused(422, "Validation Failed", [entry]);
}
