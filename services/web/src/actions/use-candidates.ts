import type { AgendaView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { holder, person, useParticipants } from '../meetings/use-participants.js';
import type { Choosable } from '../ui/index.js';

/** Those who take part in a meeting. */
export type Present = Pick<AgendaView, 'people' | 'functions'>;

/** Those who take part in a meeting, myself too, and others whom I may invite, by a part of a name. */
export function useCandidates(search: string, { people, functions }: Present): { found: readonly Choosable[]; searching: boolean } {
  const { t } = useTexts();
  const { found, searching } = useParticipants(search);
  const sought = search.trim().toLocaleLowerCase('sv');
  const here = [...people.map(person), ...functions.map((one) => holder(one, t('call.function')))].filter(({ label }) => label.toLocaleLowerCase('sv').includes(sought));
  const known = new Set(here.map(({ value }) => value));
  return { found: [...here, ...found.filter(({ value }) => !known.has(value))], searching };
}
