import type { ActionView } from '@knutpunkt/contracts';

/** Actions in the order they wait: late ones first, then by the day they are due; offers stand among them by that day too. */
export const lateFirst = (actions: readonly ActionView[]): ActionView[] =>
  [...actions].sort((a, b) => Number(b.late) - Number(a.late) || a.due.localeCompare(b.due) || a.id.localeCompare(b.id));
