import type { ReactNode } from 'react';
import { EndMembership, type MembershipView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useTexts } from '../i18n/use-texts.js';
import { Confirm, Refused, useAnnounce } from '../ui/index.js';

interface Props {
  groupId: string;
  member: z.infer<typeof MembershipView>;
  /** Whether nobody else leads the group, as far as it is seen. */
  isLastLead: boolean;
  onClose: () => void;
}

/** Asks whether to end a membership, and says what that means. */
export function EndDialog({ groupId, member, isLastLead, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const { name } = member.person;
  const end = useAction(EndMembership, () => {
    isOutdated('group', groupId);
    announce(t('group.ended', { name }));
    onClose();
  });
  return (
    <Confirm
      title={t('group.endTitle', { name })}
      act={t('group.endSend')}
      leave={t('action.cancel')}
      busy={end.pending}
      onAct={() => void end.run({ groupId, membershipId: member.id }, member.version)}
      onLeave={() => {
        isOutdated('group', groupId);
        onClose();
      }}
    >
      <p>{t('group.endText', { name })}</p>
      {isLastLead && <p>{t('group.lastLead')}</p>}
      <Refused refusal={end.refusal} />
    </Confirm>
  );
}
