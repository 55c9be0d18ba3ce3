import { useState, type ReactNode } from 'react';
import { ProposeTime, type PollView } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Disclosure, ErrorList, Refused } from '../ui/index.js';
import { noTime, timeFaults, wallTimesOf, type TypedTime } from './poll-draft.js';
import { TimeRow } from './time-rows.js';
import { usePollAct } from './use-poll-act.js';

const withDate: Readonly<Record<string, string>> = { 'meeting-in-the-past': 'date', 'no-such-date': 'date', 'same-time-twice': 'date', 'too-many-times': 'date' };

/** What is wrong with the day stands at the date. */
const atDate = (refusal: Refusal | null): Refusal | null =>
  refusal && withDate[refusal.slug] ? (Object.assign(Object.create(Object.getPrototypeOf(refusal) as object) as Refusal, refusal, { errors: [{ pointer: '/date', detail: '', code: refusal.slug }] })) : refusal;

function Form({ poll, onDone }: { poll: PollView; onDone: () => void }): ReactNode {
  const { t } = useTexts();
  const [time, setTime] = useState<TypedTime>(noTime);
  const propose = usePollAct(ProposeTime, () => t('polls.proposed'), onDone);
  const labels = { date: t('call.date'), starts: t('call.starts'), ends: t('call.ends') };
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  if (refusal?.slug !== propose.refusal?.slug) setRefusal(atDate(propose.refusal));
  const faults = useFaults(labels, { prefix: 'propose-options-0', refusal });
  return (
    <form
      className="stack panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(timeFaults(time))) void propose.run({ pollId: poll.id, ...wallTimesOf(time) });
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <TimeRow at={0} time={time} prefix="propose" faultAt={(name) => faults.at(name.replace('options-0-', ''))} onChange={(change) => setTime({ ...time, ...change })} />
      {faults.list.length === 0 && <Refused refusal={propose.refusal} />}
      <div className="row">
        <Button type="submit" busy={propose.pending}>
          {t('polls.proposeSend')}
        </Button>
      </div>
    </form>
  );
}

/** Lets those who are asked propose one more time. */
export function Propose({ poll }: { poll: PollView }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="row no-print">
      <Disclosure text={t('polls.propose')} offered={poll.may.includes('propose')}>
        {(close) => <Form poll={poll} onDone={close} />}
      </Disclosure>
    </div>
  );
}
