/** Where a moved item lands among the others (0 is first), or null where it is there already. `to` is a step, or a § counted from 1; past the end is the end. */
export function placeAfter(order: readonly string[], moved: string, to: 'up' | 'down' | number): number | null {
  const at = order.indexOf(moved);
  const wanted = to === 'up' ? at - 1 : to === 'down' ? at + 1 : to - 1;
  const place = Math.min(Math.max(wanted, 0), order.length - 1);
  return place === at ? null : place;
}
