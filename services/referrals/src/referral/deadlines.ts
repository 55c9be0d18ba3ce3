import { remindAt } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { endOf, morningAfter, workingDaysAfter } from '../time/working-days.js';

/** A receipt is expected within two working days (domain.md §3.2). */
const receiptWithin = 2;

export interface Deadline {
  /** YYYY-MM-DD in Sweden. */
  readonly day: string;
  /** The instant at which that day has ended. */
  readonly endsAt: Date;
}

/** The day so many working days after an instant. */
export function deadline(after: Date, workingDays: number): Deadline {
  const day = workingDaysAfter(after, workingDays);
  return { day, endsAt: endOf(day) };
}

/** Plans what the hub does by itself for a receiver's side: deliver at once, and remind on the morning after the receipt was due. Gives that deadline. */
export async function planReceiver(tx: Tx, sideId: string, now: Date): Promise<Deadline> {
  const receipt = deadline(now, receiptWithin);
  await remindAt(tx, { kind: 'deliver', subjectId: sideId, at: now });
  await remindAt(tx, { kind: 'receipt-missing', subjectId: sideId, at: morningAfter(receipt.day) });
  return receipt;
}
