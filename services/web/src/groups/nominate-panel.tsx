import { useRef, useState, type ReactNode } from 'react';
import { NominateMember, PossibleNominees, type GroupView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { DateField, useAnnounce, type Choosable } from '../ui/index.js';
import { AgreementField, useAgreements } from './agreement-field.js';
import { MemberForm } from './member-form.js';
import { untilFault, untilOf } from './until.js';

/** Those who are found; who of them may be nothing but a guest is noted. */
const usePossible = (groupId: string, search: string, guests: Set<string>): { found: readonly Choosable[]; searching: boolean } => {
  const asked = useAsk(PossibleNominees, { groupId, search }, { keep: true });
  for (const { id, onlyAsGuest } of asked.data?.items ?? []) if (onlyAsGuest) guests.add(id);
  return {
    found: (asked.data?.items ?? []).map(({ id, name, title, organisation }) => ({ value: id, label: `${name}, ${title}, ${organisation.name}` })),
    searching: asked.isFetching,
  };
};

/** Whether this organisation nominates its own to another's group, or asks others for theirs to its own: the key of the texts. */
export const useNominatingAs = (group: Pick<z.infer<typeof GroupView>, 'owner'>): 'home' | 'owner' =>
  useMe().person.organisation.id === group.owner.organisation.id ? 'owner' : 'home';

/** Turns the first of two keys for somebody's seat in a group. */
export function NominatePanel({ group, onClose }: { group: Pick<z.infer<typeof GroupView>, 'id' | 'owner'>; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const as = useNominatingAs(group);
  const options = useAgreements(group.owner.organisation.id);
  const guests = useRef(new Set<string>());
  const [until, setUntil] = useState('');
  const [fault, setFault] = useState<string>();
  const [chosenId, setChosen] = useState('');
  const agreementId = chosenId || (options[0]?.value ?? '');
  const nominate = useAction(NominateMember, ({ person }) => {
    isOutdated('nomination', group.id);
    announce(t(`nomination.begun.${as}`, { name: person.name, organisation: person.organisation.name }));
    onClose();
  });
  return (
    <MemberForm
      title={t(`nomination.title.${as}`)}
      help={t(`nomination.help.${as}`)}
      send={t(`nomination.send.${as}`)}
      act={nominate}
      useFound={(search) => usePossible(group.id, search, guests.current)}
      guests={{ ids: guests.current, text: t('nomination.onlyGuest') }}
      onSend={(chosen) => {
        const wrong = untilFault(until, guests.current.has(chosen.personId));
        setFault(wrong && t(wrong));
        if (wrong) document.getElementById('until')?.focus();
        else if (agreementId) void nominate.run({ groupId: group.id, agreementId, ...chosen, ...untilOf(until) });
      }}
      onClose={onClose}
    >
      <DateField id="until" label={t('nomination.until')} help={t('nomination.untilHelp')} fault={fault} value={until} onChange={setUntil} />
      <AgreementField options={options} value={agreementId} onChange={setChosen} />
    </MemberForm>
  );
}
