import type { ReactNode } from 'react';
import { WhyISeeItem, type AgendaView, type ItemView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords } from '../time/spoken.js';
import { wallClockAt } from '../time/stockholm.js';
import { AskAboutItem, ItemReferrals } from '../referrals/item-referrals.js';
import { Disclosure, Readers, SubHeading, Tag, useFocusKept } from '../ui/index.js';
import { Why } from '../why/why.js';
import { AddressItem } from './address-item.js';
import { EditItem } from './edit-item.js';
import { headingOf, itemReaders } from './item-words.js';
import { ItemSteps } from './item-steps.js';
import { MoveButtons } from './move-buttons.js';

interface Props {
  agenda: AgendaView;
  item: ItemView;
}

const tones = { proposed: 'news', 'taken-up': 'neutral', declined: 'bad', withdrawn: 'neutral', treated: 'good', postponed: 'unsure' } as const;

function About({ item }: { item: ItemView }): ReactNode {
  const { t, language } = useTexts();
  const { content } = item;
  if (content === null) return null;
  const facts = [
    t(`agenda.type.${content.type}`),
    content.minutes === null ? null : t('agenda.minutes', { count: content.minutes }),
    content.presenter && t('agenda.presentedBy', { name: content.presenter.name }),
    content.proposer && t('agenda.proposedBy', { name: content.proposer.name, organisation: content.proposer.organisation.name }),
  ].filter(Boolean);
  return (
    <>
      <p className="muted">{facts.join(' · ')}</p>
      {content.carriedFrom && <p className="muted">{t('agenda.carriedFrom', { date: dateInWords(wallClockAt(content.carriedFrom.startsAt).date, language) })}</p>}
      {content.waits && <p>{t('agenda.waits')}</p>}
      {content.background && <p className="prose">{content.background}</p>}
      {content.declineReason && <p>{t('meeting.reason', { reason: content.declineReason })}</p>}
      <Readers>{itemReaders(item, t)}</Readers>
    </>
  );
}

/** One item: its title and facts, who reads it, and what the viewer may do with it. */
export function ItemCard({ agenda, item }: Props): ReactNode {
  const { t } = useTexts();
  const kept = useFocusKept<HTMLLIElement>();
  return (
    <li className="item" {...kept}>
      <div className="row">
        <SubHeading>{headingOf(item, t)}</SubHeading>
        {item.state !== 'taken-up' && <Tag tone={tones[item.state]}>{t(`agenda.state.${item.state}`)}</Tag>}
      </div>
      <About item={item} />
      <ItemReferrals agenda={agenda} item={item} />
      <div className="row no-print" role="group" aria-label={t('agenda.actsOf', { item: headingOf(item, t) })}>
        {agenda.may.includes('order') && item.number !== null && <MoveButtons agenda={agenda} item={item} />}
        <Disclosure text={t('agenda.edit')} offered={item.may.includes('edit')}>{(close) => <EditItem agenda={agenda} item={item} onClose={close} />}</Disclosure>
        <Disclosure text={t('agenda.address')} offered={item.may.includes('address')}>{(close) => <AddressItem agenda={agenda} item={item} onClose={close} />}</Disclosure>
        <ItemSteps meetingId={agenda.meetingId} item={item} offers={['take-up', 'withdraw', 'decline']} wordless={agenda.groupLevel === 'INDIVIDUAL'} />
        <AskAboutItem agenda={agenda} item={item} />
      </div>
      <Why op={WhyISeeItem} input={{ meetingId: agenda.meetingId, itemId: item.id }} thing={headingOf(item, t)} />
    </li>
  );
}
