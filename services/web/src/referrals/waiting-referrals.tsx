import type { ReactNode } from 'react';
import { UnansweredCount, WaitingReferrals as Waiting } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { Empty, Loaded, Section, TextLink } from '../ui/index.js';
import { ReferralList } from './referral-list.js';

const shown = 5;
const countingStopsAt = 100;

/** For the coordinator, whom alone the hub answers: how many requests to the organisation nobody has received in time, and no more than that. */
function Unanswered(): ReactNode {
  const { t } = useTexts();
  const count = useAsk(UnansweredCount, {}, { enabled: may(useMe(), UnansweredCount) }).data?.unanswered ?? 0;
  if (count === 0) return null;
  return <p>{count >= countingStopsAt ? t('referrals.manyUnanswered') : t('referrals.unanswered', { count })}</p>;
}

/** The requests that wait for my side, soonest due first. */
export function WaitingReferrals(): ReactNode {
  const { t } = useTexts();
  const asked = useAsk(Waiting, { limit: shown });
  return (
    <Section title={t('referrals.waiting')} aside={<TextLink to="/forfragningar">{t('referrals.all')}</TextLink>}>
      <Unanswered />
      <Loaded of={asked}>{({ items }) => (items.length === 0 ? <Empty text={t('referrals.nothingWaits')} /> : <ReferralList referrals={items} />)}</Loaded>
    </Section>
  );
}
