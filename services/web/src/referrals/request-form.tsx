import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ErrorList, Refused, useAnnounce } from '../ui/index.js';
import { receiverFaults, receiverRules, textFaults, type Draft } from './draft.js';
import { DraftConflict } from './draft-conflict.js';
import { StepHead } from './step-head.js';
import { useRequest, type Saved } from './use-request.js';
import { Checked, ReceiverFields, TextFields } from './write-steps.js';

type Step = 2 | 3 | 4;

/** Steps two to four of a new request, or of a draft that is written on: to whom, what and when, and a look before it is sent. */
export function RequestForm({ begun, saved: earlier, arrived }: { begun: Draft; saved?: Saved; arrived: boolean }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>(2);
  const [hasMoved, setMoved] = useState(arrived);
  const request = useRequest(begun, earlier);
  const labels = { functionId: t('referrals.receiver'), title: t('referrals.titleLabel'), body: t('referrals.body'), replyWithin: t('referrals.days') };
  const faults = useFaults(labels, { prefix: 'request', refusal: request.refusal, about: { ...receiverRules, 'personal-identity-number': 'body' } });
  const go = (to: Step): void => {
    setMoved(true);
    setStep(to);
  };
  const isAboutReceiver = request.refusal !== null && request.refusal.slug in receiverRules;
  useEffect(() => {
    if (isAboutReceiver) go(2);
  }, [request.refusal]);

  const open = async (id: string, said: string): Promise<void> => {
    await navigate({ to: '/forfragningar/$referralId', params: { referralId: id } });
    announce(said);
  };
  const savedDraft = async (): Promise<void> => {
    if (faults.stop({ ...receiverFaults(request.draft), ...textFaults(request.draft) })) return;
    const kept = await request.save();
    if (kept) await open(kept.id, t('referrals.said.draft'));
  };
  const forward = async (): Promise<void> => {
    if (step === 2 && !faults.stop(receiverFaults(request.draft))) go(3);
    if (step === 3 && !faults.stop(textFaults(request.draft)) && (await request.save())) go(4);
    if (step === 4 && request.saved && (await request.send())) await open(request.saved.id, t('referrals.said.send'));
  };
  return (
    <StepHead key={step} step={step} arrived={hasMoved}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void forward();
        }}
      >
        <ErrorList faults={faults.list} round={faults.round} />
        {step === 2 && <ReceiverFields draft={request.draft} change={request.change} faults={faults} />}
        {step === 3 && <TextFields draft={request.draft} change={request.change} faults={faults} />}
        {step === 4 && <Checked draft={request.draft} />}
        {request.theirs && <DraftConflict request={request} theirs={request.theirs} />}
        {faults.list.length === 0 && request.theirs === null && <Refused refusal={request.refusal} />}
        <div className="row">
          <Button type="submit" weight="main" busy={request.pending}>
            {step === 4 ? t('referrals.step.send') : t('referrals.next')}
          </Button>
          {step === 3 && <Button onClick={() => void savedDraft()}>{t('referrals.saveDraft')}</Button>}
          {step === 4 && request.saved && <Button onClick={() => void open(request.saved!.id, t('referrals.said.draft'))}>{t('referrals.later')}</Button>}
          {step > 2 && <Button onClick={() => go((step - 1) as Step)}>{t('referrals.back')}</Button>}
        </div>
        {step === 4 && <p className="muted">{t('referrals.draftIsSaved')}</p>}
      </form>
    </StepHead>
  );
}
