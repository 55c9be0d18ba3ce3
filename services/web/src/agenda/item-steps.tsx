import type { ReactNode } from 'react';
import { DeclineItem, PostponeItem, TakeUpItem, TreatItem, WithdrawItem, type ItemView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Disclosure, Refused } from '../ui/index.js';
import { ReasonForm } from './reason-form.js';
import { itemReaders, titleOf } from './item-words.js';
import { useAgendaAct } from './use-agenda-act.js';

const steps = { 'take-up': TakeUpItem, treat: TreatItem, postpone: PostponeItem, withdraw: WithdrawItem } as const;
type Step = keyof typeof steps;

interface Props {
  meetingId: string;
  item: ItemView;
}

function StepButton({ meetingId, item, step }: Props & { step: Step }): ReactNode {
  const { t } = useTexts();
  const act = useAgendaAct(steps[step], { meetingId, said: t(`agenda.stepDone.${step}`, { item: titleOf(item, t) }) });
  return (
    <>
      <Button small busy={act.pending} onClick={() => void act.run({ meetingId, itemId: item.id }, item.version)}>
        {t(`agenda.step.${step}`)}
      </Button>
      <Refused refusal={act.refusal} />
    </>
  );
}

/** Where the meeting takes no text, an item is declined without a word. */
function DeclineAtOnce({ meetingId, item }: Props): ReactNode {
  const { t } = useTexts();
  const decline = useAgendaAct(DeclineItem, { meetingId, said: t('agenda.stepDone.decline', { item: titleOf(item, t) }) });
  return (
    <>
      <Button small busy={decline.pending} onClick={() => void decline.run({ meetingId, itemId: item.id }, item.version)}>
        {t('agenda.step.decline')}
      </Button>
      <Refused refusal={decline.refusal} />
    </>
  );
}

function Decline({ meetingId, item, onClose }: Props & { onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const decline = useAgendaAct(DeclineItem, { meetingId, said: t('agenda.stepDone.decline', { item: titleOf(item, t) }), done: onClose });
  return (
    <ReasonForm
      prefix={`decline-${item.id}`}
      label={t('agenda.declineReason')}
      help={item.content === null ? t('agenda.declineReaders') : itemReaders(item, t)}
      send={t('agenda.step.decline')}
      act={{ pending: decline.pending, refusal: decline.refusal }}
      onSend={(reason) => void decline.run({ meetingId, itemId: item.id, reason }, item.version)}
      onClose={onClose}
    />
  );
}

/** What may be done with an item now, a button each, of what is offered here. */
export function ItemSteps({ meetingId, item, offers, wordless = false }: Props & { offers: readonly (Step | 'decline')[]; wordless?: boolean }): ReactNode {
  const { t } = useTexts();
  const offered = (Object.keys(steps) as Step[]).filter((step) => offers.includes(step) && item.may.includes(step));
  const declines = offers.includes('decline') && item.may.includes('decline');
  return (
    <>
      {offered.map((step) => (
        <StepButton key={step} meetingId={meetingId} item={item} step={step} />
      ))}
      {declines && wordless && <DeclineAtOnce meetingId={meetingId} item={item} />}
      {declines && !wordless && (
        <Disclosure text={t('agenda.declineAct')}>{(close) => <Decline meetingId={meetingId} item={item} onClose={close} />}</Disclosure>
      )}
    </>
  );
}
