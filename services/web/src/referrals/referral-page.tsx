import { useEffect, type ReactNode } from 'react';
import { useParams } from '@tanstack/react-router';
import { Id, ReferralDetails, WhyISeeReferral, type ReferralView } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useLostOwnNotes } from '../notes/use-lost-notes.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { nearDate } from '../time/spoken.js';
import { todayInStockholm } from '../time/stockholm.js';
import { Button, Loaded, Page, Section, useFocusKept } from '../ui/index.js';
import { Why } from '../why/why.js';
import { Claim } from './claim.js';
import { OwnNotesPart } from './own-notes-part.js';
import { ReferralFacts } from './referral-facts.js';
import { ReferralSteps } from './referral-steps.js';
import { Standing } from './standing.js';
import { Timeline } from './timeline.js';
import { titleOf } from './words.js';

const untilDelivered = 1_500;

/** A request that is sent is delivered by itself soon after: look again. */
function useDelivery({ id, state }: ReferralView): void {
  useEffect(() => {
    if (state !== 'sent') return undefined;
    const timer = setInterval(() => isOutdated('referral', id), untilDelivered);
    return () => clearInterval(timer);
  }, [id, state]);
}

function Ball({ referral }: { referral: ReferralView }): ReactNode {
  const { t, language } = useTexts();
  const { state, ball, side, receiptDue } = referral;
  const date = receiptDue ? nearDate(receiptDue, todayInStockholm(), language) : '';
  const key = ball === side ? 'us' : 'them';
  return (
    <Section title={ball === 'nobody' ? t('referrals.ended') : t('referrals.ball')}>
      <div className="row">
        <Standing referral={referral} />
      </div>
      <p>{t(`referrals.turn.${state}.${key}`, { date })}</p>
      {ball !== 'nobody' && <Claim referral={referral} />}
    </Section>
  );
}

function Referral({ referral }: { referral: ReferralView }): ReactNode {
  useDelivery(referral);
  const kept = useFocusKept<HTMLDivElement>();
  return (
    <>
      <div {...kept} className="page step">
        <Ball referral={referral} />
        <ReferralSteps referral={referral} />
      </div>
      <ReferralFacts referral={referral} />
      <Timeline referralId={referral.id} />
      <OwnNotesPart referral={referral} />
      <Why op={WhyISeeReferral} input={{ referralId: referral.id }} />
    </>
  );
}

/** One request: where is it, and who has the ball? */
export function ReferralPage(): ReactNode {
  const { t } = useTexts();
  const { referralId } = useParams({ from: '/forfragningar/$referralId' });
  const isId = Id.safeParse(referralId).success;
  const asked = useAsk(ReferralDetails, { referralId }, { enabled: isId });
  useLostOwnNotes(referralId, asked);
  if (!isId || asked.error?.slug === 'not-found') return <NotFoundPage key="not-found" />;
  return (
    <Page
      key={referralId}
      title={asked.data ? titleOf(asked.data, t) : t('referrals.one')}
      lead={t('referrals.one')}
      actions={
        <Button small onClick={() => window.print()}>
          {t('action.print')}
        </Button>
      }
    >
      <Loaded of={asked}>{(view) => <Referral referral={view} />}</Loaded>
    </Page>
  );
}
