/** Waits for all of them, also when one has failed, so that nothing comes up unseen; then throws the first failure. */
export async function allOf<T extends readonly Promise<unknown>[]>(started: readonly [...T]): Promise<{ [I in keyof T]: Awaited<T[I]> }> {
  await Promise.allSettled(started);
  return Promise.all(started) as Promise<{ [I in keyof T]: Awaited<T[I]> }>;
}
