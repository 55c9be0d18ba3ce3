import { useState, type ReactNode } from 'react';
import { CancelPoll, ClosePoll, RemindVoters, type PollView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { momentInWords } from '../time/spoken.js';
import { Button, Confirm, Refused, Section } from '../ui/index.js';
import { usePollAct } from './use-poll-act.js';

/** What those who lead a poll can do with it, besides making a meeting of it. */
export function PollSteps({ poll }: { poll: PollView }): ReactNode {
  const { t, language } = useTexts();
  const [asking, setAsking] = useState<'close' | 'cancel' | null>(null);
  const leave = (): void => setAsking(null);
  const remind = usePollAct(RemindVoters, () => t('polls.reminded'));
  const close = usePollAct(ClosePoll, () => t('polls.closed'), leave);
  const cancel = usePollAct(CancelPoll, () => t('polls.cancelled'), leave);
  const may = (act: string): boolean => poll.may.includes(act);
  const acting = asking === 'close' ? close : cancel;
  if (!['remind', 'close', 'cancel'].some(may)) return null;
  return (
    <Section title={t('polls.steps')} className="no-print">
      {poll.remindedAt && <p className="muted">{t('polls.remindedAt', { when: momentInWords(poll.remindedAt, language) })}</p>}
      <Refused refusal={remind.refusal} />
      <div className="row">
        {may('remind') && (
          <Button small busy={remind.pending} onClick={() => void remind.run({ pollId: poll.id })}>
            {t('polls.remind')}
          </Button>
        )}
        {may('close') && (
          <Button small onClick={() => setAsking('close')}>
            {t('polls.close')}
          </Button>
        )}
        {may('cancel') && (
          <Button small onClick={() => setAsking('cancel')}>
            {t('polls.cancel')}
          </Button>
        )}
      </div>
      {asking && (
        <Confirm title={t(`polls.${asking}Title`)} act={t(`polls.${asking}`)} leave={t('action.cancel')} busy={acting.pending} onAct={() => void acting.run({ pollId: poll.id })} onLeave={leave}>
          <p>{t(`polls.${asking}Text`)}</p>
          <Refused refusal={acting.refusal} />
        </Confirm>
      )}
    </Section>
  );
}
