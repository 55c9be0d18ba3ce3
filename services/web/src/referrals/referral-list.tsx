import type { ReactNode } from 'react';
import type { ReferralSummary } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { nearDate } from '../time/spoken.js';
import { todayInStockholm } from '../time/stockholm.js';
import { TextLink } from '../ui/index.js';
import { Standing } from './standing.js';
import { partyWords, titleOf } from './words.js';

function Due({ referral, kind }: { referral: ReferralSummary; kind: string | undefined }): ReactNode {
  const { t, language } = useTexts();
  if (referral.replyDue === null) return <div className="when muted">{kind ?? t('referrals.noDue')}</div>;
  return (
    <div className="when">
      <span className="muted">{kind ?? t('referrals.due')}</span>
      <div className="date">{nearDate(referral.replyDue, todayInStockholm(), language)}</div>
    </div>
  );
}

/** One request in a list: by when, what, with whom, and who is to act. `kind` stands above the day where things of other kinds stand in the same list. */
export function ReferralRow({ referral, kind }: { referral: ReferralSummary; kind?: string }): ReactNode {
  const { t } = useTexts();
  const mine = referral.side === 'receiver';
  return (
    <li>
      <div className="meeting-row">
        <Due referral={referral} kind={kind} />
        <div>
          <div className="what">
            <TextLink to="/forfragningar/$referralId" params={{ referralId: referral.id }}>
              {titleOf(referral, t)}
            </TextLink>
          </div>
          <div className="muted">{mine ? t('referrals.from', { name: partyWords(referral.sender) }) : t('referrals.to', { name: partyWords(referral.receiver) })}</div>
          {referral.assignee && referral.ball !== 'nobody' && <div>{t('referrals.hasIt', { name: referral.assignee.name })}</div>}
        </div>
        <div className="state">
          <Standing referral={referral} />
        </div>
      </div>
    </li>
  );
}

/** A list of requests, in the order they are given. */
export const ReferralList = ({ referrals }: { referrals: readonly ReferralSummary[] }): ReactNode => (
  <ul className="plain-list">
    {referrals.map((referral) => (
      <ReferralRow key={referral.id} referral={referral} />
    ))}
  </ul>
);
