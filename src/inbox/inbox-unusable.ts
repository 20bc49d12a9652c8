/** The inbox cannot be opened. The message is for the operator: what is wrong, where, and what to do. */
export class InboxUnusable extends Error {
  override readonly name = "InboxUnusable";
}
