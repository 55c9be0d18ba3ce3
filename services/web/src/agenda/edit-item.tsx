import { useEffect, useState, type ReactNode } from 'react';
import { EditItem as Edit, type AgendaView, type ItemView } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Conflict, ErrorList, Refused } from '../ui/index.js';
import { draftOf, faultsOfItem, sentOf } from './item-draft.js';
import { ItemFields } from './item-fields.js';
import { itemReaders } from './item-words.js';
import { aboutInputs, useItemLabels } from './use-item-labels.js';
import { useAgendaAct } from './use-agenda-act.js';

interface Props {
  agenda: AgendaView;
  item: ItemView;
  onClose: () => void;
}

/** Changes an item's contents. What somebody else changed meanwhile is shown beside what was typed. */
export function EditItem({ agenda, item, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const { meetingId } = agenda;
  const prefix = `edit-${item.id}`;
  const now = item.content && draftOf(item.content);
  const [draft, setDraft] = useState(now!);
  const [seen, setSeen] = useState(item.version);
  const edit = useAgendaAct(Edit, { meetingId, said: t('agenda.saved'), done: onClose });
  const labels = useItemLabels();
  const faults = useFaults(labels, { prefix, refusal: edit.refusal, about: aboutInputs });
  useEffect(() => document.getElementById(`${prefix}-title`)?.focus(), [prefix]);
  const send = (version: string): void => {
    setSeen(version);
    if (!faults.stop(faultsOfItem(draft))) void edit.run({ meetingId, itemId: item.id, ...sentOf(draft) }, version);
  };
  const isStale = edit.refusal?.slug === 'stale';
  const fields = (['title', 'background', 'minutes'] as const).map((name) => ({ what: labels[name]!, theirs: now?.[name] ?? '', mine: draft[name] }));
  return (
    <form
      className="stack panel"
      aria-label={t('agenda.editLabel')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(seen);
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <ItemFields prefix={prefix} agenda={agenda} draft={draft} faults={faults} readers={itemReaders(item, t)} onChange={setDraft} />
      {isStale && <Conflict busy={edit.pending} onKeepMine={() => send(item.version)} onTakeTheirs={onClose} differences={fields} />}
      {faults.list.length === 0 && !isStale && <Refused refusal={edit.refusal} again={() => send(seen)} />}
      {!isStale && (
        <div className="row">
          <Button type="submit" weight="main" busy={edit.pending}>
            {t('action.save')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      )}
    </form>
  );
}
