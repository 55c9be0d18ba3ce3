import { useEffect, useState, type ReactNode } from 'react';
import { AcceptReferral, AnswerQuestion, AskForInformation, DeclineReferral, FeedBack, type RawInput, type ReferralView } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { PanelForm, Prose, Readers } from '../ui/index.js';
import { textFault } from './draft.js';
import { useReferralAct } from './use-referral-act.js';

/** The steps that take a text: their operation, the name it gives the text, and whether there must be one. */
export const textSteps = {
  answer: { op: AnswerQuestion, field: 'answer', required: true },
  accept: { op: AcceptReferral, field: 'comment', required: false },
  ask: { op: AskForInformation, field: 'question', required: true },
  'feed-back': { op: FeedBack, field: 'feedback', required: true },
  decline: { op: DeclineReferral, field: 'reason', required: true },
} as const;
export type TextStepName = keyof typeof textSteps;
type TextOp = (typeof textSteps)[TextStepName]['op'];

const longest = 4000;

/** What a step that takes a text is given: it tells whether something is written that must not be lost. */
export interface Writing {
  readonly referral: ReferralView;
  readonly onWritten: (isWritten: boolean) => void;
  readonly onClose: () => void;
}

/** A step with what is said to the other side. */
export function TextStep({ referral, step, onWritten, onClose }: Writing & { step: TextStepName }): ReactNode {
  const { t } = useTexts();
  const { op, field, required } = textSteps[step];
  const [text, setText] = useState('');
  const act = useReferralAct<TextOp>(op, { referralId: referral.id, said: t(`referrals.said.${step}`), done: onClose });
  const label = t(`referrals.text.${step}`);
  const faults = useFaults({ [field]: label }, { prefix: step, refusal: act.refusal, about: { 'personal-identity-number': field } });
  const id = `${step}-${field}`;
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  const typed = (now: string): void => {
    setText(now);
    onWritten(now !== '');
  };
  const tried = (): void => {
    const fault = textFault(text, { longest, required });
    if (!faults.stop(fault ? { [field]: fault } : {})) void act.run({ referralId: referral.id, [field]: text } as RawInput<TextOp>);
    else document.getElementById(id)?.focus();
  };
  const help = (
    <>
      {t('referrals.noPeople')}
      <br />
      <Readers>{t('meeting.readers', { readers: referral.readers.join(', ') })}</Readers>
    </>
  );
  return (
    <PanelForm act={act} faults={faults} send={t(`referrals.send.${step}`)} onSend={tried} onClose={onClose}>
      <Prose id={id} max={longest} label={label} help={help} fault={faults.at(field)} value={text} onChange={typed} />
    </PanelForm>
  );
}
