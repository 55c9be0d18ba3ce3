import type { ReactNode } from 'react';
import { UnansweredCount } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';

const countingStopsAt = 100;

/** For the coordinator, whom alone the hub answers: how many requests to the organisation nobody has received in time, and no more than that. */
export function Unanswered(): ReactNode {
  const { t } = useTexts();
  const count = useAsk(UnansweredCount, {}, { enabled: may(useMe(), UnansweredCount) }).data?.unanswered ?? 0;
  if (count === 0) return null;
  return <p>{count >= countingStopsAt ? t('referrals.manyUnanswered') : t('referrals.unanswered', { count })}</p>;
}
