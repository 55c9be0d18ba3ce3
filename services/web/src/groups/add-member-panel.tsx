import { useEffect, useRef, useState, type ReactNode } from 'react';
import { AddMember, MemberRole, PossibleMembers } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Line, PeopleField, Refused, Select, SubHeading, useAnnounce, type Choosable } from '../ui/index.js';

type Role = z.infer<typeof MemberRole>;

const usePossible = (groupId: string, search: string): { found: readonly Choosable[]; searching: boolean } => {
  const asked = useAsk(PossibleMembers, { groupId, search }, { keep: true });
  return { found: (asked.data?.items ?? []).map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` })), searching: asked.isFetching };
};

/** Adds somebody of one's own organisation to a group. */
export function AddMemberPanel({ groupId, onClose }: { groupId: string; onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [chosen, setChosen] = useState<readonly Choosable[]>([]);
  const [role, setRole] = useState<Role>('member');
  const [seat, setSeat] = useState('');
  const [isMissing, setMissing] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const add = useAction(AddMember, ({ person }) => {
    isOutdated('group', groupId);
    announce(t('group.added', { name: person.name }));
    onClose();
  });
  const send = (): void => {
    const person = chosen[0];
    setMissing(person === undefined);
    if (person) void add.run({ groupId, personId: person.value, role, ...(seat.trim() ? { seat } : {}) });
    else document.getElementById('person')?.focus();
  };
  return (
    <form
      ref={box}
      className="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <SubHeading>{t('group.addTitle')}</SubHeading>
      <PeopleField
        id="person"
        many={false}
        label={t('group.person')}
        help={t('group.personHelp')}
        fault={isMissing ? t('group.choosePerson') : undefined}
        chosen={chosen}
        onChoose={setChosen}
        useFound={(search) => usePossible(groupId, search)}
      />
      <Select
        id="role"
        label={t('group.role')}
        value={role}
        onChange={(value) => setRole(MemberRole.parse(value))}
        options={MemberRole.options.map((value) => ({ value, label: t(`role.${value}`) }))}
      />
      <Line id="seat" label={t('group.seat')} value={seat} onChange={setSeat} />
      <Refused refusal={add.refusal} again={send} />
      <div className="row">
        <Button type="submit" weight="main" busy={add.pending}>
          {t('group.addSend')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
