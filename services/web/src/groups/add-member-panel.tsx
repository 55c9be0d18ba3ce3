import type { ReactNode } from 'react';
import { AddMember, NominateMember, PossibleMembers, type GroupView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may } from '../shell/current.js';
import { useAnnounce, type Choosable } from '../ui/index.js';
import { MemberForm } from './member-form.js';

const usePossible = (groupId: string, search: string): { found: readonly Choosable[]; searching: boolean } => {
  const asked = useAsk(PossibleMembers, { groupId, search }, { keep: true });
  return { found: (asked.data?.items ?? []).map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` })), searching: asked.isFetching };
};

interface Props {
  readonly group: Pick<z.infer<typeof GroupView>, 'id' | 'may'>;
  readonly onClose: () => void;
}

/** Adds somebody of one's own organisation to a general group. */
function AddAtOnce({ group: { id: groupId }, onClose }: Props): ReactNode {
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

/** Proposes somebody of one's own organisation for a group of individual level: another administrator lets the person in. */
function Propose({ group: { id: groupId }, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const propose = useAction(NominateMember, ({ person }) => {
    isOutdated('nomination', groupId);
    announce(t('nomination.begun.within', { name: person.name }));
    onClose();
  });
  return (
    <MemberForm
      title={t('nomination.title.within')}
      help={t('nomination.help.within')}
      send={t('nomination.send.within')}
      act={propose}
      useFound={(search) => usePossible(groupId, search)}
      onSend={(chosen) => void propose.run({ groupId, ...chosen })}
      onClose={onClose}
    />
  );
}

/** Lets in somebody of one's own organisation: at once where the group is general, with another administrator where it is of individual level. */
export function AddMemberPanel(props: Props): ReactNode {
  return may(props.group, AddMember) ? <AddAtOnce {...props} /> : <Propose {...props} />;
}
