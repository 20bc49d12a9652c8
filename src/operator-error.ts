/** What the operator can mend: one sentence or two with the fix, printed without a stack. Holds no secret. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
}
