import type { ReactNode } from 'react';
import { AcceptAction, CompleteAction, DeclineAction, LeaveActionUndone, type ActionView } from '@knutpunkt/contracts';
import { ReasonForm } from '../agenda/reason-form.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Disclosure, Refused } from '../ui/index.js';
import { HandOver } from './hand-over.js';
import { useActionAct } from './use-action-act.js';

const atOnce = { done: CompleteAction, accept: AcceptAction } as const;
const withReason = { 'not-done': LeaveActionUndone, decline: DeclineAction } as const;
type AtOnce = keyof typeof atOnce;
type WithReason = keyof typeof withReason;

function AtOnceButton({ action, step }: { action: ActionView; step: AtOnce }): ReactNode {
  const { t } = useTexts();
  const act = useActionAct(atOnce[step], action, { said: t(`actions.said.${step}`, { action: action.text }) });
  return (
    <>
      <Button small weight="main" busy={act.pending} aria-label={t('actions.stepOf', { step: t(`actions.step.${step}`), action: action.text })} onClick={() => void act.run({ actionId: action.id }, action.version)}>
        {t(`actions.step.${step}`)}
      </Button>
      <Refused refusal={act.refusal} />
    </>
  );
}

function Reason({ action, step, onClose }: { action: ActionView; step: WithReason; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const act = useActionAct(withReason[step], action, { said: t(`actions.said.${step}`, { action: action.text }), done: onClose });
  return (
    <ReasonForm
      prefix={`${step}-${action.id}`}
      label={t(`actions.reason.${step}`)}
      help={t('actions.reasonReaders')}
      send={t(`actions.send.${step}`)}
      act={act}
      onSend={(reason) => void act.run({ actionId: action.id, reason }, action.version)}
      onClose={onClose}
    />
  );
}

/** What may be done with an action now, a button each. */
export function ActionSteps({ action }: { action: ActionView }): ReactNode {
  const { t } = useTexts();
  const offered = (['not-done', 'hand-over', 'decline'] as const).filter((step) => action.may.includes(step));
  if (action.may.length === 0) return null;
  return (
    <div className="row no-print">
        {(['done', 'accept'] as const).map((step) => action.may.includes(step) && <AtOnceButton key={step} action={action} step={step} />)}
        {offered.map((step) => (
          <Disclosure key={step} text={t(`actions.step.${step}`)} label={t('actions.stepOf', { step: t(`actions.step.${step}`), action: action.text })}>
            {(close) => (step === 'hand-over' ? <HandOver action={action} onClose={close} /> : <Reason action={action} step={step} onClose={close} />)}
          </Disclosure>
        ))}
    </div>
  );
}
