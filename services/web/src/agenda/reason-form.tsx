import { useEffect, useState, type ReactNode } from 'react';
import { line } from '@knutpunkt/contracts';
import type { Refusal } from '../api/refusal.js';
import { textRefused } from '../api/text-fault.js';
import { useFaults } from '../api/use-faults.js';
import { Line, PanelForm, Readers } from '../ui/index.js';

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
  const [reason, setReason] = useState('');
  const faults = useFaults({ reason: label }, { prefix, refusal: act.refusal, about: { 'personal-identity-number': 'reason' } });
  const id = `${prefix}-reason`;
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  const tried = (): void => {
    const fault = reason.trim() === '' ? 'field.reason.missing' : textRefused(line(longest), reason);
    if (!faults.stop(fault ? { reason: fault } : {})) onSend(reason);
  };
  return (
    <PanelForm act={act} faults={faults} send={send} small onSend={tried} onClose={onClose}>
      <Line id={id} label={label} help={<Readers>{help}</Readers>} fault={faults.at('reason')} value={reason} onChange={setReason} />
    </PanelForm>
  );
}
