/** Repeats a check until it holds; after `within` milliseconds its last failure is the test's. */
export async function eventually<T>(check: () => Promise<T> | T, within = 15_000): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
