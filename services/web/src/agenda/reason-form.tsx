import { useEffect, useState, type ReactNode } from 'react';
import { line } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { textRefused } from '../api/text-fault.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Line, Readers, Refused } from '../ui/index.js';

const longest = 500;

interface Props {
  prefix: string;
  label: string;
  help: string;
  send: string;
  act: { pending: boolean; refusal: Refusal | null };
  onSend: (reason: string) => void;
  onClose: () => void;
}

/** Asks for a reason in one line, and says who will read it. */
export function ReasonForm({ prefix, label, help, send, act, onSend, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const [reason, setReason] = useState('');
  const faults = useFaults({ reason: label }, { prefix, refusal: act.refusal, about: { 'personal-identity-number': 'reason' } });
  const id = `${prefix}-reason`;
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  const tried = (): void => {
    const fault = reason.trim() === '' ? 'field.reason.missing' : textRefused(line(longest), reason);
    if (!faults.stop(fault ? { reason: fault } : {})) onSend(reason);
  };
  return (
    <form
      className="stack panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        tried();
      }}
    >
      <Line id={id} label={label} help={<Readers>{help}</Readers>} fault={faults.at('reason')} value={reason} onChange={setReason} />
      {faults.list.length === 0 && <Refused refusal={act.refusal} />}
      <div className="row">
        <Button type="submit" small weight="main" busy={act.pending}>
          {send}
        </Button>
        <Button small onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
