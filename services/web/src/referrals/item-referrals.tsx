import type { ReactNode } from 'react';
import { MeetingReferrals, type AgendaView, type ItemView } from '@knutpunkt/contracts';
import { titleOf as itemTitleOf } from '../agenda/item-words.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { ButtonLink, TextLink } from '../ui/index.js';
import { Standing } from './standing.js';
import { useMayDraft } from './use-may-draft.js';
import { titleOf } from './words.js';

interface Props {
  agenda: AgendaView;
  item: ItemView;
}

const canCarryRequests = ({ agenda, item }: Props): boolean => agenda.groupLevel === 'GENERAL' && item.content !== null;

/** The requests that came from an item, for those who see both. */
export function ItemReferrals({ agenda, item }: Props): ReactNode {
  const { t } = useTexts();
  const linked = useAsk(MeetingReferrals, { meetingId: agenda.meetingId }, { enabled: canCarryRequests({ agenda, item }) }).data?.items ?? [];
  const own = linked.filter(({ agendaItemId }) => agendaItemId === item.id);
  if (own.length === 0) return null;
  return (
    <ul className="plain-list dense">
      {own.map(({ referral }) => (
        <li key={referral.id} className="row">
          <span>
            {t('itemRequest.one')}{' '}
            <TextLink to="/forfragningar/$referralId" params={{ referralId: referral.id }}>
              {titleOf(referral, t)}
            </TextLink>
          </span>
          <Standing referral={referral} />
        </li>
      ))}
    </ul>
  );
}

/** Leads to a new request that came from the item, for those who write requests. */
export function AskAboutItem({ agenda, item }: Props): ReactNode {
  const { t } = useTexts();
  const mayDraft = useMayDraft();
  if (!mayDraft || agenda.status === 'cancelled' || !canCarryRequests({ agenda, item })) return null;
  return (
    <ButtonLink to="/forfragningar/ny" search={{ punkt: item.id }} aria-label={t('itemRequest.newOf', { item: itemTitleOf(item, t) })}>
      {t('itemRequest.new')}
    </ButtonLink>
  );
}
