/** How often another process is looked at, in ms. */
const EVERY = 25;

/** Waits for something that another process does. Rejects after `limit` ms, saying what did not come. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  { what, limit = 120_000 }: { readonly what: () => string | Promise<string>; readonly limit?: number },
): Promise<void> {
  const deadline = performance.now() + limit;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited ${limit / 1000} s in vain: ${await what()}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
}
