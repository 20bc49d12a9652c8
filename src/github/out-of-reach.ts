import { z } from "zod";
import { readFailure } from "./failure.ts";

const requested = z.object({ request: z.object({ url: z.string() }) });

/**
 * The App was taken out of the account, or the repository was deleted, moved away or taken from the App: whoever was
 * waiting there cannot be answered, and no later try changes that.
 */
export function isOutOfReach(error: unknown): boolean {
  const { status, errors } = readFailure(error);
  if (status === 404) {
    const { data } = requested.safeParse(error);
    return data !== undefined && /\/app\/installations\/\d+\/access_tokens$/.test(data.request.url);
  }
  return errors.some(({ type, path }) => {
    return type === "NOT_FOUND" && path?.length === 1 && path[0] === "repository";
  });
}
