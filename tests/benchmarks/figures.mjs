/** The value below which the share `p` (0–1) of sorted numbers lies. */
export const quantile = (sorted, p) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];

export const sort = (numbers) => [...numbers].sort((a, b) => a - b);

export const median = (numbers) => quantile(sort(numbers), 0.5);

/** Median, and the least and the greatest as the spread. */
export const summary = (numbers) => ({ median: median(numbers), least: Math.min(...numbers), greatest: Math.max(...numbers) });

/**
 * Measures product and floor side by side: in every round both, in turn, and every other round in reversed order. Absolute figures of a shared machine move by a
 * factor of two between minutes; the ratio within a round moves much less.
 */
export async function paired(rounds, { product, floor }) {
  const figures = { product: [], floor: [] };
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 ? [['product', product], ['floor', floor]] : [['floor', floor], ['product', product]];
    for (const [name, measure] of order) figures[name].push(await measure());
  }
  return { product: summary(figures.product), floor: summary(figures.floor), ratio: summary(figures.product.map((value, i) => value / figures.floor[i])) };
}
