/** What a log row keeps of a change beside its states: ids, roles and instants as they were and as they became, and which other things were changed. Never a text, a name or an address. */
export interface Kept {
  readonly fromRole?: string | null;
  readonly toRole?: string;
  readonly fromEnd?: Date | string | null;
  readonly toEnd?: Date | string | null;
  readonly fromUnit?: string | null;
  readonly toUnit?: string | null;
  readonly fields?: readonly string[];
}

interface Seat { readonly role: string; readonly until: Date | null }

/** How a seat's role and end were and became; what stayed is left out. */
export const seatChange = (before: Seat, after: Seat): Kept => ({
  ...(before.role !== after.role && { fromRole: before.role, toRole: after.role }), ...(before.until?.getTime() !== after.until?.getTime() && { fromEnd: before.until, toEnd: after.until }),
});

/** Where somebody or something stood and stands; nothing where it stayed. */
export const unitChange = (before: string | null, after: string | null): Kept => (before === after ? {} : { fromUnit: before, toUnit: after });

/** Which of these are other than they were. */
export function changedFields<T extends object>(before: T, after: { readonly [key in keyof T]?: unknown }): Kept {
  const fields = Object.keys(before).filter((key) => JSON.stringify(before[key as keyof T]) !== JSON.stringify(after[key as keyof T]));
  return fields.length > 0 ? { fields } : {};
}

/** A state that was left for another; nothing where it stayed. */
export const stateChange = (before: string, after: string): { readonly before?: string; readonly after?: string } => (before === after ? {} : { before, after });
