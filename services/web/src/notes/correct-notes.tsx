import { useState, type ReactNode } from 'react';
import { CorrectNotes as Correct, type AgendaView, type ItemView } from '@knutpunkt/contracts';
import { useFaults } from '../api/use-faults.js';
import { itemReaders } from '../agenda/item-words.js';
import { useAgendaAct } from '../agenda/use-agenda-act.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { Button, ErrorList, Line, Prose, Readers, Refused } from '../ui/index.js';
import { forgetNotes, notesName } from './kept-notes.js';

interface Props {
  agenda: AgendaView;
  item: ItemView;
  /** What the correction begins with. */
  begin: string;
  onClose: () => void;
}

const longest = 20_000;

/** Corrects locked notes: a new version, with its reason. The locked text stays. */
export function CorrectNotes({ agenda, item, begin, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const me = useMe().person.id;
  const { meetingId } = agenda;
  const prefix = `correct-${item.id}`;
  const [text, setText] = useState(begin);
  const [reason, setReason] = useState('');
  const done = (): void => {
    forgetNotes(me, notesName(meetingId, item.id));
    onClose();
  };
  const correct = useAgendaAct(Correct, { meetingId, said: t('notes.correctionSaved'), done });
  const labels = { text: t('notes.text'), reason: t('notes.reason') };
  const faults = useFaults(labels, { prefix, refusal: correct.refusal, about: { 'personal-identity-number': 'text' } });
  const send = (): void => {
    if (faults.stop(Correct.input.shape.reason.safeParse(reason).success ? {} : { reason: 'field.reason.missing' })) return;
    void correct.run({ meetingId, itemId: item.id, text, reason }, item.content?.notes.version);
  };
  const readers = <Readers>{itemReaders(item, t)}</Readers>;
  return (
    <form
      className="stack panel no-print"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <p>{t('notes.correctHelp')}</p>
      <Prose id={`${prefix}-text`} max={longest} label={labels.text} help={readers} fault={faults.at('text')} value={text} onChange={setText} />
      <Line id={`${prefix}-reason`} label={labels.reason} help={readers} fault={faults.at('reason')} value={reason} onChange={setReason} />
      {faults.list.length === 0 && <Refused refusal={correct.refusal} again={send} />}
      <div className="row">
        <Button type="submit" weight="main" busy={correct.pending}>
          {t('notes.saveCorrection')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
