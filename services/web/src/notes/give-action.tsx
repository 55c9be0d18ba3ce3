import { useEffect, useState, type ReactNode } from 'react';
import { GiveAction as Give, type AgendaView, type ItemView } from '@knutpunkt/contracts';
import { OwnerField, whomOf } from '../actions/owner-field.js';
import { useFaults } from '../api/use-faults.js';
import { itemReaders } from '../agenda/item-words.js';
import { useAgendaAct } from '../agenda/use-agenda-act.js';
import { useTexts } from '../i18n/use-texts.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import { Button, DateField, ErrorList, Prose, Readers, Refused, type Choosable } from '../ui/index.js';

const longest = 1000;
const about = { 'unknown-owner': 'owner', 'owner-missing': 'owner', 'personal-identity-number': 'text' };

interface Props {
  agenda: AgendaView;
  item: ItemView;
  onClose: () => void;
}

interface Typed {
  readonly text: string;
  readonly due: string;
  readonly chosen: readonly Choosable[];
}

const faultsIn = ({ text, due, chosen }: Typed): Record<string, string> => ({
  ...(text.trim() === '' ? { text: 'field.text.missing' } : {}),
  ...(chosen.length === 0 ? { owner: 'problem.owner-missing' } : {}),
  ...(parseSwedishDate(due, todayInStockholm()) === undefined ? { due: due.trim() === '' ? 'field.date.missing' : 'field.date.invalid' } : {}),
});

/** Gives somebody something to do: what, who, and until when. */
export function GiveAction({ agenda, item, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const { meetingId } = agenda;
  const prefix = `action-${item.id}`;
  const [typed, setTyped] = useState<Typed>({ text: '', due: '', chosen: [] });
  const give = useAgendaAct(Give, { meetingId, said: t('notes.actionGiven'), done: onClose });
  const labels = { text: t('notes.actionText'), owner: t('actions.who'), due: t('notes.due') };
  const faults = useFaults(labels, { prefix, refusal: give.refusal, about });
  useEffect(() => document.getElementById(`${prefix}-text`)?.focus(), [prefix]);
  const send = (): void => {
    const due = parseSwedishDate(typed.due, todayInStockholm());
    if (faults.stop(faultsIn(typed)) || due === undefined) return;
    void give.run({ meetingId, itemId: item.id, text: typed.text, due, ...whomOf(typed.chosen) });
  };
  return (
    <form
      className="stack panel no-print"
      aria-label={t('notes.giveAction')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Prose id={`${prefix}-text`} max={longest} label={labels.text} help={<Readers>{itemReaders(item, t)}</Readers>} fault={faults.at('text')} value={typed.text} onChange={(text) => setTyped({ ...typed, text })} />
      <OwnerField id={`${prefix}-owner`} label={labels.owner} fault={faults.at('owner')} present={agenda} chosen={typed.chosen} onChoose={(chosen) => setTyped({ ...typed, chosen })} />
      <DateField id={`${prefix}-due`} label={labels.due} help={t('call.dateHelp')} fault={faults.at('due')} value={typed.due} onChange={(due) => setTyped({ ...typed, due })} />
      {faults.list.length === 0 && <Refused refusal={give.refusal} again={send} />}
      <div className="row">
        <Button type="submit" weight="main" busy={give.pending}>
          {t('notes.giveActionSend')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
