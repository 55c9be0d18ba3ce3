import type { ReactNode } from 'react';
import { AddMember, PossibleMembers } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useAnnounce, type Choosable } from '../ui/index.js';
import { MemberForm } from './member-form.js';

const usePossible = (groupId: string, search: string): { found: readonly Choosable[]; searching: boolean } => {
  const asked = useAsk(PossibleMembers, { groupId, search }, { keep: true });
  return { found: (asked.data?.items ?? []).map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` })), searching: asked.isFetching };
};

/** Adds somebody of one's own organisation to a group. */
export function AddMemberPanel({ groupId, onClose }: { groupId: string; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const add = useAction(AddMember, ({ person }) => {
    isOutdated('group', groupId);
    announce(t('group.added', { name: person.name }));
    onClose();
  });
  return (
    <MemberForm
      title={t('group.addTitle')}
      help={t('group.personHelp')}
      send={t('group.addSend')}
      act={add}
      useFound={(search) => usePossible(groupId, search)}
      onSend={(chosen) => void add.run({ groupId, ...chosen })}
      onClose={onClose}
    />
  );
}
