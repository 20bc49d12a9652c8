/** The value, or a rejection once it took longer than `ms`. What was begun goes on all the same. */
export async function within<T>(
  ms: number,
  work: Promise<T>,
  explain: () => Error = () => new Error(`no answer within ${ms} ms`),
): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(explain()), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
