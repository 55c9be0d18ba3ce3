import type { ReactNode } from 'react';
import { ClaimReferral, ReleaseReferral, type ReferralView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Refused } from '../ui/index.js';
import { useReferralAct } from './use-referral-act.js';

/** Who on my own side has the request, and the buttons that take it and give it back. The other side sees nothing of this. */
export function Claim({ referral }: { referral: ReferralView }): ReactNode {
  const { t, language } = useTexts();
  const me = useMe().person.id;
  const { id: referralId, assignee, claimedAt } = referral;
  const claim = useReferralAct(ClaimReferral, { referralId, said: t('referrals.said.claim') });
  const release = useReferralAct(ReleaseReferral, { referralId, said: t('referrals.said.release') });
  const isMine = assignee?.id === me;
  const words = assignee === null ? t('referrals.nobodyHasIt') : isMine ? t('referrals.youHaveIt') : t('referrals.hasIt', { name: assignee.name });
  return (
    <div className="stack">
      <div className="row">
        <span>
          {words} {assignee && claimedAt && <span className="muted">{momentInWords(claimedAt, language)}</span>}
        </span>
        {referral.may.includes('claim') && (
          <Button small busy={claim.pending} onClick={() => void claim.run({ referralId })}>
            {t('referrals.claim')}
          </Button>
        )}
        {referral.may.includes('release') && (
          <Button small weight="quiet" busy={release.pending} onClick={() => void release.run({ referralId })}>
            {isMine ? t('referrals.release') : t('referrals.releaseOf', { name: assignee?.name ?? '' })}
          </Button>
        )}
      </div>
      <p className="muted">{t('referrals.claimHelp')}</p>
      <Refused refusal={claim.refusal ?? release.refusal} />
    </div>
  );
}
