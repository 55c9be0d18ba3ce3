import { useState, type ReactNode } from 'react';
import { ChangeUnit, line } from '@knutpunkt/contracts';
import { isOutdated } from '../api/outdated.js';
import type { Refusal } from '../api/refusal.js';
import { textRefused } from '../api/text-fault.js';
import { useFaults, type Found } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, ErrorList, Line, Readers, Refused, useAnnounce } from '../ui/index.js';

/** What is typed of an authority, a unit or a function; only a unit has a code. */
export interface PartDraft {
  readonly name: string;
  readonly code: string;
}

/** A unit's code as it is sent: none where nothing is typed. */
export const codeIn = ({ code }: PartDraft): string | null => (code.trim() === '' ? null : code);

/** What is missing or cannot be read, before anything is sent. */
function faultsOf({ name, code }: PartDraft): Found {
  const all = { name: name.trim() === '' ? 'field.text.missing' : textRefused(line(200), name), code: code.trim() === '' ? undefined : textRefused(ChangeUnit.input.shape.code, code) };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Shuts a form whose part is saved, and says so. */
export function useSaved(onClose: () => void): (part: { readonly id: string; readonly name: string }) => void {
  const { t } = useTexts();
  const announce = useAnnounce();
  return ({ id, name }) => {
    isOutdated('structure', id);
    onClose();
    announce(t('structure.saved', { name }));
  };
}

interface Props {
  /** What the ids of the fields begin with. */
  readonly prefix: string;
  readonly label: string;
  readonly help: string;
  readonly from?: PartDraft;
  readonly hasCode?: boolean;
  readonly sending: { readonly pending: boolean; readonly refusal: Refusal | null };
  readonly onSend: (draft: PartDraft) => void;
  readonly onClose: () => void;
}

/** A name, and a unit's code. What is typed stays when the hub refuses it. */
export function PartForm({ prefix, label, help, from = { name: '', code: '' }, hasCode = false, sending: { pending, refusal }, onSend, onClose }: Props): ReactNode {
  const { t } = useTexts();
  const [draft, setDraft] = useState(from);
  const labels = { name: label, ...(hasCode && { code: t('structure.code') }) };
  const faults = useFaults(labels, { prefix, refusal });
  const field = (name: keyof PartDraft) => ({ id: `${prefix}-${name}`, fault: faults.at(name), value: draft[name], onChange: (value: string) => setDraft({ ...draft, [name]: value }) });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(faultsOf(draft))) onSend(draft);
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Line {...field('name')} label={label} help={help} />
      <Readers>{t('structure.readers')}</Readers>
      {hasCode && <Line {...field('code')} label={t('structure.code')} help={t('structure.codeHelp')} />}
      {faults.list.length === 0 && <Refused refusal={refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={pending}>
          {t('action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
