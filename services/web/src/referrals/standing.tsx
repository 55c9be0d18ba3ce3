import type { ReactNode } from 'react';
import type { ReferralSummary } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Tag } from '../ui/index.js';

const tones = {
  draft: 'neutral', sent: 'neutral', delivered: 'news', received: 'neutral', asked: 'unsure', answered: 'neutral', accepted: 'good', 'in-progress': 'good', 'fed-back': 'good',
  closed: 'neutral', declined: 'unsure', recalled: 'neutral',
} as const;

/** Where a request stands: late, who is to act, its state. */
export function Standing({ referral }: { referral: Pick<ReferralSummary, 'late' | 'ball' | 'side' | 'state'> }): ReactNode {
  const { t } = useTexts();
  const { ball, side, state, late } = referral;
  return (
    <>
      {late && <Tag tone="bad">{t('referrals.late')}</Tag>}
      {ball !== 'nobody' && <Tag tone={ball === side ? 'news' : 'neutral'}>{ball === side ? t('referrals.ballUs') : t('referrals.ballThem')}</Tag>}
      <Tag tone={tones[state]}>{t(`referrals.state.${state}`)}</Tag>
    </>
  );
}
