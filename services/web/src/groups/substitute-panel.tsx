import { useEffect, useRef, useState, type ReactNode } from 'react';
import { AddSubstitute, PossibleSubstitutes, type MembershipView } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { isOutdated } from '../api/outdated.js';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { dateInWords } from '../time/spoken.js';
import { lastDayOf, todayInStockholm } from '../time/stockholm.js';
import { Button, DateField, ErrorList, PeopleField, Refused, SubHeading, useAnnounce, type Choosable } from '../ui/index.js';
import { periodOf, substituteFaults, type Draft } from './substitute-draft.js';

interface Props {
  readonly groupId: string;
  readonly member: z.infer<typeof MembershipView>;
  readonly onClose: () => void;
}

const usePossible = ({ groupId, member }: Props, search: string): { found: readonly Choosable[]; searching: boolean } => {
  const asked = useAsk(PossibleSubstitutes, { groupId, membershipId: member.id, search }, { keep: true });
  return { found: (asked.data?.items ?? []).map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` })), searching: asked.isFetching };
};

/** Has another of the unit sit in for a member, for some days. */
export function SubstitutePanel(props: Props): ReactNode {
  const { groupId, member, onClose } = props;
  const { t, language } = useTexts();
  const announce = useAnnounce();
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const [draft, setDraft] = useState<Draft>({ person: [], from: todayInStockholm(), to: '' });
  const add = useAction(AddSubstitute, ({ person, validTo }) => {
    isOutdated('group', groupId);
    announce(t('substitute.said', { name: person.name, date: dateInWords(lastDayOf(validTo!), language) }));
    onClose();
  });
  const labels = { personId: t('group.person'), from: t('substitute.from'), to: t('substitute.to') };
  const faults = useFaults(labels, { prefix: 'substitute', refusal: add.refusal, about: { 'seat-is-personal': 'personId' } });
  const date = (name: 'from' | 'to') => ({ id: `substitute-${name}`, label: labels[name], fault: faults.at(name), value: draft[name], onChange: (value: string) => setDraft({ ...draft, [name]: value }) });
  return (
    <form
      ref={box}
      className="panel"
      noValidate
      aria-label={t('substitute.title', { name: member.person.name })}
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.stop(substituteFaults(draft))) void add.run({ groupId, membershipId: member.id, personId: draft.person[0]!.value, ...periodOf(draft, new Date()) });
      }}
    >
      <SubHeading>{t('substitute.title', { name: member.person.name })}</SubHeading>
      <p>{t('substitute.help', { seat: member.seat })}</p>
      <ErrorList faults={faults.list} round={faults.round} />
      <PeopleField id="substitute-personId" many={false} label={labels.personId} help={t('substitute.personHelp')} fault={faults.at('personId')} chosen={draft.person} onChoose={(person) => setDraft({ ...draft, person })} useFound={(search) => usePossible(props, search)} />
      <DateField {...date('from')} help={t('call.dateHelp')} />
      <DateField {...date('to')} help={t('substitute.toHelp')} />
      {faults.list.length === 0 && <Refused refusal={add.refusal} />}
      <div className="row">
        <Button type="submit" weight="main" busy={add.pending}>
          {t('substitute.send')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
