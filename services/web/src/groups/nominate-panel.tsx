import { useState, type ReactNode } from 'react';
import { NominateMember, PossibleNominees, type GroupView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { useAnnounce, type Choosable } from '../ui/index.js';
import { AgreementField, useAgreements } from './agreement-field.js';
import { MemberForm } from './member-form.js';

const usePossible = (groupId: string, search: string): { found: readonly Choosable[]; searching: boolean } => {
  const asked = useAsk(PossibleNominees, { groupId, search }, { keep: true });
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
  const options = useAgreements(group.owner.organisation.id) ?? [];
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
      useFound={(search) => usePossible(group.id, search)}
      onSend={(chosen) => {
        if (agreementId) void nominate.run({ groupId: group.id, agreementId, ...chosen });
      }}
      onClose={onClose}
    >
      <AgreementField options={options} value={agreementId} onChange={setChosen} />
    </MemberForm>
  );
}
