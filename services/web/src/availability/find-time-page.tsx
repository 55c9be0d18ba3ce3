import { useState, type ReactNode } from 'react';
import { FindTimes, MyGroups, ScheduleMeeting, type GroupSummary, type RawInput } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAction } from '../api/use-action.js';
import { useAsk } from '../api/use-ask.js';
import { useFaults } from '../api/use-faults.js';
import { useTexts } from '../i18n/use-texts.js';
import { addresseesOf } from '../occasion/addressees.js';
import { useParticipants } from '../meetings/use-participants.js';
import { may } from '../shell/current.js';
import { todayInStockholm } from '../time/stockholm.js';
import { parseSwedishDate } from '../time/swedish-date.js';
import { Button, Check, DateField, ErrorList, Loaded, Page, PeopleField, Refused, Section, Select, TextLink, type Choosable } from '../ui/index.js';
import { FoundTimes } from './found-times.js';
import type { Found } from './slot-list.js';
import { RequiredField, stillAsked, useAsked } from './required-field.js';
import { useGoOn } from './use-go-on.js';
import { WhoAsked } from './who-asked.js';

const later = (days: number): string => {
  const day = new Date(`${todayInStockholm()}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};

interface Wish { groupId: string; chosen: readonly Choosable[]; from: string; to: string; minutes: string; quorum: 'everybody' | 'each-organisation'; buffer: string; lunch: boolean; chair: boolean; required: readonly Choosable[] }
const begun = (): Wish => ({ groupId: '', chosen: [], from: later(1), to: later(21), minutes: '60', quorum: 'each-organisation', buffer: '0', lunch: true, chair: false, required: [] });
const day = (text: string): string | undefined => parseSwedishDate(text, todayInStockholm());
const about = { 'nobody-invited': 'people', 'unknown-participant': 'people', 'function-removed': 'people', 'unknown-group': 'groupId' };

const inputOf = (wish: Wish, isIndividual: boolean, asked: readonly Choosable[]): RawInput<typeof FindTimes> => ({
  ...(wish.groupId ? { groupId: wish.groupId } : {}), ...addresseesOf(isIndividual ? [] : [...wish.chosen]), from: day(wish.from)!, to: day(wish.to)!, minutes: Number(wish.minutes), quorum: wish.quorum, buffer: Number(wish.buffer), lunch: wish.lunch, chair: wish.chair,
  required: idsOf(stillAsked(wish.required, asked)),
});

const idsOf = (some: readonly Choosable[]): string[] => {
  const { people, functions } = addresseesOf(some);
  return [...people, ...functions];
};

function faultsIn({ groupId, chosen, from, to }: Wish): Record<string, string> {
  return { ...(groupId === '' && chosen.length === 0 ? { people: 'field.people.missing' } : {}), ...(day(from) ? {} : { from: 'field.date.invalid' }), ...(day(to) ? {} : { to: 'field.date.invalid' }) };
}

function Search({ groups }: { groups: readonly z.infer<typeof GroupSummary>[] }): ReactNode {
  const { t } = useTexts();
  const [wish, setWish] = useState(begun);
  const [found, setFound] = useState<Found>();
  const find = useAction(FindTimes, setFound);
  const goOn = useGoOn(wish);
  const labels = { groupId: t('call.group'), people: t('call.people'), from: t('find.from'), to: t('find.to'), required: t('find.required') };
  const faults = useFaults(labels, { prefix: 'find', refusal: find.refusal, about });
  const set = (change: Partial<Wish>): void => {
    setWish({ ...wish, ...change });
    setFound(undefined);
  };
  const isIndividual = groups.find(({ id }) => id === wish.groupId)?.level === 'INDIVIDUAL';
  const asked = useAsked(wish.groupId, isIndividual ? [] : wish.chosen);
  const minutes = ['30', '60', '90', '120', '180', '240'].map((value) => ({ value, label: t('find.minutes', { count: Number(value) }) }));
  const buffers = ['0', '15', '30', '60'].map((value) => ({ value, label: t('find.minutes', { count: Number(value) }) }));
  return (
    <>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!faults.stop(faultsIn(wish))) void find.run(inputOf(wish, isIndividual, asked));
        }}
      >
        <ErrorList faults={faults.list} round={faults.round} />
        <Section title={t('find.whom')}>
          <Select
            id="find-groupId"
            label={t('call.group')}
            fault={faults.at('groupId')}
            value={wish.groupId}
            onChange={(groupId) => set({ groupId })}
            options={[{ value: '', label: t('polls.noGroup') }, ...groups.filter((group) => may(group, ScheduleMeeting)).map((group) => ({ value: group.id, label: group.name }))]}
          />
          {!isIndividual && <PeopleField id="find-people" label={t('call.people')} help={t('find.peopleHelp')} fault={faults.at('people')} chosen={wish.chosen} onChoose={(chosen) => set({ chosen })} useFound={useParticipants} />}
        </Section>
        <Section title={t('find.when')}>
          <div className="row-fields">
            <DateField id="find-from" label={t('find.from')} fault={faults.at('from')} value={wish.from} onChange={(from) => set({ from })} />
            <DateField id="find-to" label={t('find.to')} fault={faults.at('to')} value={wish.to} onChange={(to) => set({ to })} />
          </div>
          <Select id="find-minutes" label={t('find.length')} value={wish.minutes} onChange={(value) => set({ minutes: value })} options={minutes} />
          <Select id="find-buffer" label={t('find.buffer')} value={wish.buffer} onChange={(buffer) => set({ buffer })} options={buffers} />
          <Select id="find-quorum" label={t('find.quorum')} value={wish.quorum} onChange={(quorum) => set({ quorum: quorum as Wish['quorum'] })} options={(['each-organisation', 'everybody'] as const).map((value) => ({ value, label: t(`find.rule.${value}`) }))} />
          {asked.length > 0 && <RequiredField id="find-required" asked={asked} chosen={stillAsked(wish.required, asked)} fault={faults.at('required')} onChoose={(required) => set({ required })} />}
          {wish.groupId && <Check id="find-chair" label={t('find.chair')} value={wish.chair} onChange={(chair) => set({ chair })} />}
          <Check id="find-lunch" label={t('find.lunch')} help={t('find.lunchHelp')} value={wish.lunch} onChange={(lunch) => set({ lunch })} />
        </Section>
        {faults.list.length === 0 && <Refused refusal={find.refusal} />}
        <div className="row">
          <Button type="submit" weight="main" busy={find.pending}>
            {t('find.send')}
          </Button>
          <p className="muted">{t('find.logged')}</p>
        </div>
      </form>
      {found && <FoundTimes found={found} onCall={goOn.call} onAsk={goOn.ask} />}
      <p>
        <TextLink to="/mina-kalendrar">{t('availability.go')}</TextLink>
      </p>
      <WhoAsked />
    </>
  );
}

/** Which time suits all organisations? */
export function FindTimePage(): ReactNode {
  const { t } = useTexts();
  const groups = useAsk(MyGroups, {});
  return (
    <Page title={t('find.title')} lead={t('find.lead')}>
      <Loaded of={groups}>{({ items }) => <Search groups={items} />}</Loaded>
    </Page>
  );
}
