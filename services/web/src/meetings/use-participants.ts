import { PossibleParticipants, type FunctionRef, type PersonRef } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import type { Choosable } from '../ui/index.js';

const person = ({ id, name, title, organisation }: PersonRef): Choosable => ({ value: `person:${id}`, label: `${name}, ${title} – ${organisation.name}` });
const holder = ({ id, name, organisation }: FunctionRef, word: string): Choosable => ({
  value: `function:${id}`,
  label: `${name} (${word}) – ${organisation.name}`,
});

/** People and functions that I may invite, by a part of a name. */
export function useParticipants(search: string): { found: readonly Choosable[]; searching: boolean } {
  const { t } = useTexts();
  const asked = useAsk(PossibleParticipants, { search }, { keep: true });
  const found = (asked.data?.items ?? []).map((one) => (one.kind === 'person' ? person(one.person) : holder(one.function, t('call.function'))));
  return { found, searching: asked.isFetching };
}
