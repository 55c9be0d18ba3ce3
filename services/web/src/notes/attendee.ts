import type { AgendaView } from '@knutpunkt/contracts';
import type { Translate } from '../i18n/i18n.js';

type Presence = AgendaView['presence'][number];

/** What somebody present is called, and where from: a guest as typed. */
export function attendeeOf({ person, guest }: Pick<Presence, 'person' | 'guest'>, t: Translate): { name: string; from: string } {
  if (person) return { name: person.name, from: person.organisation.name };
  return { name: guest?.name ?? '', from: t('guest.from', { organisation: guest?.organisation ?? '' }) };
}

/** A guest while it is typed. */
export interface TypedGuest {
  readonly name: string;
  readonly organisation: string;
}

/** The texts' keys of what is missing of a guest, by input. */
export const faultsInGuest = ({ name, organisation }: TypedGuest): Record<string, string> => ({
  ...(name.trim() === '' ? { name: 'guest.nameMissing' } : {}),
  ...(organisation.trim() === '' ? { organisation: 'guest.organisationMissing' } : {}),
});
