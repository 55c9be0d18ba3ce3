import type { Period } from './when.js';

export type MailKind = 'invited' | 'rescheduled' | 'cancelled' | 'removed' | 'resent' | 'reminded' | 'proposal-declined';

/** What a mail may know of a meeting: never its title, its texts, its participants or its video link. */
export interface MatterFacts extends Period {
  readonly id: string;
  readonly level: 'GENERAL' | 'INDIVIDUAL';
  readonly groupName: string | null;
  readonly place: string;
  readonly online: boolean;
  /** iCalendar's SEQUENCE (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
}

/** The only name of a matter that may stand in an ordinary mailbox, or null where not even the group may. */
export const mailableName = (facts: Pick<MatterFacts, 'level' | 'groupName'>, kind: MailKind): string | null =>
  facts.level === 'INDIVIDUAL' || kind === 'removed' ? null : facts.groupName;
