import { useState, type ReactNode } from 'react';
import { CloseReferral, ReceiveReferral, RecallReferral, SendReferral, StartReferral, type ReferralView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ButtonLink, Confirm, Disclosure, Notice, Refused, Section } from '../ui/index.js';
import { PassOn } from './pass-on.js';
import { TextStep, textSteps, type TextStepName, type Writing } from './text-step.js';
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

interface OpeningProps {
  referral: ReferralView;
  step: Opening;
  isMain: boolean;
  onWritten: (step: Opening, isWritten: boolean) => void;
}

/** A step that opens where its words are written. What has been written stays, also when somebody else was first. */
function OpeningButton({ referral, step, isMain, onWritten }: OpeningProps): ReactNode {
  const { t } = useTexts();
  const writing = (close: () => void): Writing => ({
    referral,
    onWritten: (isWritten) => onWritten(step, isWritten),
    onClose: () => {
      onWritten(step, false);
      close();
    },
  });
  return (
    <Disclosure text={t(`referrals.step.${step}`)} weight={isMain ? 'main' : 'ordinary'}>
      {(close) => (step === 'pass-on' ? <PassOn {...writing(close)} /> : <TextStep {...writing(close)} step={step} />)}
    </Disclosure>
  );
}

/** The steps in which something is written that has not been sent. */
function useWritten(): [ReadonlySet<Opening>, OpeningProps['onWritten']] {
  const [written, setWritten] = useState<ReadonlySet<Opening>>(new Set());
  const note: OpeningProps['onWritten'] = (step, isWritten) =>
    setWritten((before) => (before.has(step) === isWritten ? before : new Set(opening.filter((one) => (one === step ? isWritten : before.has(one))))));
  return [written, note];
}

/** What may be done with the request now, a button each: the one that carries it on first. */
export function ReferralSteps({ referral }: { referral: ReferralView }): ReactNode {
  const { t } = useTexts();
  const [written, note] = useWritten();
  const now = atOnceNames.filter((step) => referral.may.includes(step));
  const others = opening.filter((step) => referral.may.includes(step) || written.has(step));
  const [canEdit, canRecall] = [referral.may.includes('edit'), referral.may.includes('recall')];
  const isLate = others.some((step) => !referral.may.includes(step));
  if (now.length + others.length === 0 && !canRecall) return null;
  return (
    <Section title={t('referrals.do')} className="no-print">
      {isLate && <Notice gravity="warning" title={t('referrals.changedMeanwhile')} headingLevel="h3" />}
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
          <OpeningButton key={step} referral={referral} step={step} isMain={now.length === 0 && at === 0} onWritten={note} />
        ))}
        {canRecall && <Recall referral={referral} />}
      </div>
    </Section>
  );
}
