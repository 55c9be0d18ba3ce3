import { useState, type ReactNode } from 'react';
import { CloseReferral, ReceiveReferral, RecallReferral, SendReferral, StartReferral, type ReferralView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ButtonLink, Confirm, Disclosure, Refused, Section } from '../ui/index.js';
import { PassOn } from './pass-on.js';
import { TextStep, textSteps, type TextStepName } from './text-step.js';
import { useReferralAct } from './use-referral-act.js';

const atOnce = { send: SendReferral, receive: ReceiveReferral, start: StartReferral, close: CloseReferral } as const;
type AtOnce = keyof typeof atOnce;

const atOnceNames = Object.keys(atOnce) as AtOnce[];
const opening: readonly Opening[] = [...(Object.keys(textSteps) as TextStepName[]), 'pass-on'];

function AtOnceButton({ referral, step }: { referral: ReferralView; step: AtOnce }): ReactNode {
  const { t } = useTexts();
  const act = useReferralAct(atOnce[step], { referralId: referral.id, said: t(`referrals.said.${step}`) });
  return (
    <>
      <Button weight="main" busy={act.pending} onClick={() => void act.run({ referralId: referral.id })}>
        {t(`referrals.step.${step}`)}
      </Button>
      <Refused refusal={act.refusal} />
    </>
  );
}

function Recall({ referral }: { referral: ReferralView }): ReactNode {
  const { t } = useTexts();
  const [isAsking, setAsking] = useState(false);
  const act = useReferralAct(RecallReferral, { referralId: referral.id, said: t('referrals.said.recall'), done: () => setAsking(false) });
  const isDraft = referral.state === 'draft';
  const name = isDraft ? t('referrals.throwAway') : t('referrals.step.recall');
  return (
    <>
      <Button small onClick={() => setAsking(true)}>
        {name}
      </Button>
      {isAsking && (
        <Confirm
          title={isDraft ? t('referrals.throwAwayTitle') : t('referrals.recallTitle')}
          act={name}
          leave={t('referrals.keep')}
          busy={act.pending}
          onAct={() => void act.run({ referralId: referral.id })}
          onLeave={() => setAsking(false)}
        >
          <p>{isDraft ? t('referrals.recallDraft') : t('referrals.recallText')}</p>
          <Refused refusal={act.refusal} />
        </Confirm>
      )}
    </>
  );
}

type Opening = TextStepName | 'pass-on';

/** A step that opens where its words are written. */
function OpeningButton({ referral, step, isMain }: { referral: ReferralView; step: Opening; isMain: boolean }): ReactNode {
  const { t } = useTexts();
  return (
    <Disclosure text={t(`referrals.step.${step}`)} weight={isMain ? 'main' : 'ordinary'}>
      {(close) => (step === 'pass-on' ? <PassOn referral={referral} onClose={close} /> : <TextStep referral={referral} step={step} onClose={close} />)}
    </Disclosure>
  );
}

/** What may be done with the request now, a button each: the one that carries it on first. */
export function ReferralSteps({ referral }: { referral: ReferralView }): ReactNode {
  const { t } = useTexts();
  const now = atOnceNames.filter((step) => referral.may.includes(step));
  const others = opening.filter((step) => referral.may.includes(step));
  const [canEdit, canRecall] = [referral.may.includes('edit'), referral.may.includes('recall')];
  if (now.length + others.length === 0 && !canRecall) return null;
  return (
    <Section title={t('referrals.do')} className="no-print">
      <div className="row">
        {now.map((step) => (
          <AtOnceButton key={step} referral={referral} step={step} />
        ))}
        {canEdit && (
          <ButtonLink to="/forfragningar/ny" search={{ utkast: referral.id }}>
            {t('referrals.edit')}
          </ButtonLink>
        )}
        {others.map((step, at) => (
          <OpeningButton key={step} referral={referral} step={step} isMain={now.length === 0 && at === 0} />
        ))}
        {canRecall && <Recall referral={referral} />}
      </div>
    </Section>
  );
}
