import type { ReactNode } from 'react';
import { AddOutcome, ChangeOutcome, RemoveOutcome, type ItemView } from '@knutpunkt/contracts';
import { titleOf } from '../agenda/item-words.js';
import { useAgendaAct } from '../agenda/use-agenda-act.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Disclosure, Refused, Tag } from '../ui/index.js';
import { OutcomeForm } from './outcome-form.js';

type Content = NonNullable<ItemView['content']>;
type Outcome = Content['outcomes'][number];

interface Props {
  meetingId: string;
  item: ItemView;
}

function Change({ meetingId, item, outcome, onClose }: Props & { outcome: Outcome; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const change = useAgendaAct(ChangeOutcome, { meetingId, said: t('outcome.saved'), done: onClose });
  const ids = { meetingId, itemId: item.id, outcomeId: outcome.id };
  return <OutcomeForm prefix={`outcome-${outcome.id}`} item={item} begin={outcome} act={change} onClose={onClose} onSend={(sent) => void change.run({ ...ids, ...sent }, outcome.version)} />;
}

function Add({ meetingId, item, onClose }: Props & { onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const add = useAgendaAct(AddOutcome, { meetingId, said: t('outcome.saved'), done: onClose });
  const begin = { kind: 'decision', text: '', by: '' } as const;
  return <OutcomeForm prefix={`outcome-new-${item.id}`} item={item} begin={begin} act={add} onClose={onClose} onSend={(sent) => void add.run({ meetingId, itemId: item.id, ...sent })} />;
}

function One({ meetingId, item, outcome }: Props & { outcome: Outcome }): ReactNode {
  const { t } = useTexts();
  const remove = useAgendaAct(RemoveOutcome, { meetingId, said: t('outcome.removed') });
  const ids = { meetingId, itemId: item.id, outcomeId: outcome.id };
  return (
    <li>
      <div className="row">
        <Tag tone={outcome.kind === 'decision' ? 'good' : 'news'}>{t(`outcome.kind.${outcome.kind}`)}</Tag>
        {outcome.by && <span className="muted">{t('outcome.byWhom', { by: outcome.by })}</span>}
      </div>
      <p className="prose">{outcome.text}</p>
      <div className="row no-print">
        <Disclosure weight="quiet" text={t('outcome.change')} offered={outcome.may.includes('change')}>
          {(close) => <Change meetingId={meetingId} item={item} outcome={outcome} onClose={close} />}
        </Disclosure>
        {outcome.may.includes('remove') && (
          <Button small weight="quiet" busy={remove.pending} onClick={() => void remove.run(ids, outcome.version)}>
            {t('outcome.remove')}
          </Button>
        )}
      </div>
      <Refused refusal={remove.refusal} />
    </li>
  );
}

/** What an item led to: information and decisions. */
export function Outcomes({ meetingId, item, outcomes }: Props & { outcomes: Content['outcomes'] }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      {outcomes.length > 0 && (
        <ul className="plain-list outcomes" aria-label={t('outcome.title')}>
          {outcomes.map((outcome) => (
            <One key={outcome.id} meetingId={meetingId} item={item} outcome={outcome} />
          ))}
        </ul>
      )}
      <div className="row no-print">
        <Disclosure text={t('outcome.add')} label={t('outcome.addOf', { item: titleOf(item, t) })} offered={item.may.includes('outcome')}>
          {(close) => <Add meetingId={meetingId} item={item} onClose={close} />}
        </Disclosure>
      </div>
    </>
  );
}
