import { useState, type ReactNode } from 'react';
import { AddOutcome, ChangeOutcome, RemoveOutcome, type ItemView } from '@knutpunkt/contracts';
import { titleOf } from '../agenda/item-words.js';
import { useAgendaAct } from '../agenda/use-agenda-act.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Refused, Tag } from '../ui/index.js';
import { OutcomeForm } from './outcome-form.js';

type Content = NonNullable<ItemView['content']>;
type Outcome = Content['outcomes'][number];

interface Props {
  meetingId: string;
  item: ItemView;
}

function One({ meetingId, item, outcome }: Props & { outcome: Outcome }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const remove = useAgendaAct(RemoveOutcome, { meetingId, said: t('outcome.removed') });
  const change = useAgendaAct(ChangeOutcome, { meetingId, said: t('outcome.saved'), done: close });
  const ids = { meetingId, itemId: item.id, outcomeId: outcome.id };
  return (
    <li>
      <div className="row">
        <Tag tone={outcome.kind === 'decision' ? 'good' : 'news'}>{t(`outcome.kind.${outcome.kind}`)}</Tag>
        {outcome.by && <span className="muted">{t('outcome.byWhom', { by: outcome.by })}</span>}
      </div>
      <p className="prose">{outcome.text}</p>
      <div className="row no-print">
        {outcome.may.includes('change') && (
          <Button small weight="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('outcome.change')}
          </Button>
        )}
        {outcome.may.includes('remove') && (
          <Button small weight="quiet" busy={remove.pending} onClick={() => void remove.run(ids, outcome.version)}>
            {t('outcome.remove')}
          </Button>
        )}
      </div>
      <Refused refusal={remove.refusal} />
      {isOpen && (
        <OutcomeForm prefix={`outcome-${outcome.id}`} item={item} begin={outcome} act={change} onClose={close} onSend={(sent) => void change.run({ ...ids, ...sent }, outcome.version)} />
      )}
    </li>
  );
}

/** What an item led to: information and decisions. */
export function Outcomes({ meetingId, item, outcomes }: Props & { outcomes: Content['outcomes'] }): ReactNode {
  const { t } = useTexts();
  const [isAdding, setAdding] = useState(false);
  const add = useAgendaAct(AddOutcome, { meetingId, said: t('outcome.saved'), done: () => setAdding(false) });
  return (
    <>
      {outcomes.length > 0 && (
        <ul className="plain-list outcomes" aria-label={t('outcome.title')}>
          {outcomes.map((outcome) => (
            <One key={outcome.id} meetingId={meetingId} item={item} outcome={outcome} />
          ))}
        </ul>
      )}
      {item.may.includes('outcome') && !isAdding && (
        <div className="no-print">
          <Button small aria-label={t('outcome.addOf', { item: titleOf(item, t) })} onClick={() => setAdding(true)}>
            {t('outcome.add')}
          </Button>
        </div>
      )}
      {isAdding && (
        <OutcomeForm
          prefix={`outcome-new-${item.id}`}
          item={item}
          begin={{ kind: 'decision', text: '', by: '' }}
          act={add}
          onClose={() => setAdding(false)}
          onSend={(sent) => void add.run({ meetingId, itemId: item.id, ...sent })}
        />
      )}
    </>
  );
}
