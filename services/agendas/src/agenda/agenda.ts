import { AgendaCancelled, AgendaLocked, MeetingNotStarted, NotesNotLocked, Problem, TextInIndividualGroup } from '@knutpunkt/contracts';

export type AgendaStatus = 'open' | 'locked' | 'cancelled';

export interface AgendaRow {
  readonly id: string;
  readonly group_id: string | null;
  readonly group_level: 'GENERAL' | 'INDIVIDUAL';
  readonly owner_authority_id: string;
  readonly organiser_id: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly zone: string;
  readonly place: string;
  readonly status: AgendaStatus;
  readonly locked_at: Date | null;
  readonly locked_by: string | null;
  readonly facts: number;
  /** Who takes part is for those who lead it alone. */
  readonly list_hidden: boolean;
}

/** Throws AgendaLocked or AgendaCancelled for an agenda that takes no more changes. */
export function requireOpen({ status }: Pick<AgendaRow, 'status'>): void {
  if (status === 'locked') throw new Problem(AgendaLocked);
  if (status === 'cancelled') throw new Problem(AgendaCancelled);
}

/** Throws NotesNotLocked or AgendaCancelled where there are no locked notes to correct. */
export function requireLocked({ status }: Pick<AgendaRow, 'status'>): void {
  if (status === 'open') throw new Problem(NotesNotLocked);
  if (status === 'cancelled') throw new Problem(AgendaCancelled);
}

/** Throws MeetingNotStarted where the notes of a meeting are declared ready before it has begun. */
export function requireStarted({ starts_at }: Pick<AgendaRow, 'starts_at'>, now: Date): void {
  if (starts_at > now) throw new Problem(MeetingNotStarted);
}

/** Throws TextInIndividualGroup for an agenda of an individual-level group: until such content is encrypted, it takes no text. */
export function requireText({ group_level }: Pick<AgendaRow, 'group_level'>): void {
  if (group_level === 'INDIVIDUAL') throw new Problem(TextInIndividualGroup);
}

/** What `decide` is asked with about an agenda. */
export const resourceOf = (row: Pick<AgendaRow, 'group_id' | 'organiser_id'>): { groupId: string | null; organiserId: string } => ({ groupId: row.group_id, organiserId: row.organiser_id });
