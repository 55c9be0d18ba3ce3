import { useEffect, useRef, useState, type ReactNode } from 'react';
import { MemberRole } from '@knutpunkt/contracts';
import type * as z from 'zod';
import type { Refusal } from '../api/refusal.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Line, PeopleField, Refused, Select, SubHeading, type Choosable } from '../ui/index.js';

/** Who is to sit in a group, as what and for whom. */
export interface Chosen {
  readonly personId: string;
  readonly role: z.infer<typeof MemberRole>;
  readonly seat?: string;
}

interface Props {
  title: string;
  help: string;
  send: string;
  /** What is asked besides. */
  children?: ReactNode;
  /** Those who may be nothing but guests, and what is said of that. */
  guests?: { readonly ids: ReadonlySet<string>; readonly text: string };
  act: { pending: boolean; refusal: Refusal | null };
  useFound: (search: string) => { found: readonly Choosable[]; searching: boolean };
  onSend: (chosen: Chosen) => void;
  onClose: () => void;
}

/** Chooses a person, and the role and seat that the person is to have. */
export function MemberForm({ title, help, send, act, guests, useFound, onSend, onClose, children }: Props): ReactNode {
  const { t } = useTexts();
  const [chosen, setChosen] = useState<readonly Choosable[]>([]);
  const [role, setRole] = useState<Chosen['role']>('member');
  const [seat, setSeat] = useState('');
  const [isMissing, setMissing] = useState(false);
  const onlyGuest = guests?.ids.has(chosen[0]?.value ?? '') ?? false;
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const tried = (): void => {
    const person = chosen[0];
    setMissing(person === undefined);
    if (person) onSend({ personId: person.value, role: onlyGuest ? 'guest' : role, ...(seat.trim() ? { seat } : {}) });
    else document.getElementById('person')?.focus();
  };
  return (
    <form
      ref={box}
      className="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        tried();
      }}
    >
      <SubHeading>{title}</SubHeading>
      <PeopleField
        id="person"
        many={false}
        label={t('group.person')}
        help={help}
        fault={isMissing ? t('group.choosePerson') : undefined}
        chosen={chosen}
        onChoose={setChosen}
        useFound={useFound}
      />
      <Select
        id="role"
        label={t('group.role')}
        help={onlyGuest ? guests?.text : undefined}
        value={onlyGuest ? 'guest' : role}
        onChange={(value) => setRole(MemberRole.parse(value))}
        options={(onlyGuest ? (['guest'] as const) : MemberRole.options).map((value) => ({ value, label: t(`role.${value}`) }))}
      />
      <Line id="seat" label={t('group.seat')} value={seat} onChange={setSeat} />
      {children}
      <Refused refusal={act.refusal} again={tried} />
      <div className="row">
        <Button type="submit" weight="main" busy={act.pending}>
          {send}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
