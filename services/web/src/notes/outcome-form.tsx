import { useEffect, useState, type ReactNode } from 'react';
import { AddOutcome, type ItemView } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { textRefused } from '../api/text-fault.js';
import { useFaults } from '../api/use-faults.js';
import { itemReaders } from '../agenda/item-words.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Choice, ErrorList, Line, Prose, Readers, Refused } from '../ui/index.js';

/** An outcome as it is typed. */
export interface Typed {
  readonly kind: 'information' | 'decision';
  readonly text: string;
  readonly by: string;
}

interface Props {
  prefix: string;
  item: ItemView;
  begin: Typed;
  act: { pending: boolean; refusal: Refusal | null };
  onSend: (typed: Typed) => void;
  onClose: () => void;
}

const longest = 4000;

/** Takes what an item led to: information, or a decision and by whom. */
export function OutcomeForm({ prefix, item, begin, act, onSend, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const [typed, setTyped] = useState<Typed>({ kind: begin.kind, text: begin.text, by: begin.by });
  const labels = { text: t('outcome.text'), by: t('outcome.by') };
  const faults = useFaults(labels, { prefix, refusal: act.refusal, about: { 'personal-identity-number': 'text' } });
  const id = `${prefix}-text`;
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  const { text, by } = AddOutcome.input.shape;
  const textFault = typed.text.trim() === '' ? 'field.text.missing' : textRefused(text, typed.text);
  const byFault = textRefused(by, typed.by);
  const found = { ...(textFault && { text: textFault }), ...(byFault && { by: byFault }) };
  const kinds = (['decision', 'information'] as const).map((value) => ({ value, label: t(`outcome.kind.${value}`) }));
  const readers = <Readers>{itemReaders(item, t)}</Readers>;
  return (
    <form
      className="stack panel no-print"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(found)) onSend(typed.kind === 'decision' ? typed : { ...typed, by: '' });
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Choice id={`${prefix}-kind`} label={t('outcome.title')} value={typed.kind} onChange={(kind) => setTyped({ ...typed, kind: kind as Typed['kind'] })} options={kinds} />
      <Prose id={id} max={longest} label={labels.text} help={readers} fault={faults.at('text')} value={typed.text} onChange={(value) => setTyped({ ...typed, text: value })} />
      {typed.kind === 'decision' && <Line id={`${prefix}-by`} label={labels.by} help={t('outcome.byHelp')} fault={faults.at('by')} value={typed.by} onChange={(value) => setTyped({ ...typed, by: value })} />}
      {faults.list.length === 0 && <Refused refusal={act.refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={act.pending}>
          {t('action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
