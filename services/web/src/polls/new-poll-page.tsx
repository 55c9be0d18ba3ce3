import type { ReactNode } from 'react';
import { MyGroups, ScheduleMeeting, type GroupSummary } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useParticipants } from '../meetings/use-participants.js';
import { may } from '../shell/current.js';
import { Button, Check, DateField, ErrorList, Line, Loaded, Notice, Page, PeopleField, Prose, Readers, Refused, Section, Select } from '../ui/index.js';
import { TimeRows } from './time-rows.js';
import { useOpenPoll, type Opening } from './use-open-poll.js';

type Group = z.infer<typeof GroupSummary>;

function Whom({ opening: { draft, set, faults, isIndividual }, groups }: { opening: Opening; groups: readonly Group[] }): ReactNode {
  const { t } = useTexts();
  const options = [{ value: '', label: t('polls.noGroup') }, ...groups.filter((group) => may(group, ScheduleMeeting)).map((group) => ({ value: group.id, label: group.name }))];
  return (
    <Section title={t('polls.whom')}>
      <Select id="poll-groupId" label={t('call.group')} fault={faults.at('groupId')} value={draft.groupId} onChange={(groupId) => set({ groupId })} options={options} />
      {isIndividual ? (
        <p className="muted">{t('call.onlyMembers')}</p>
      ) : (
        <PeopleField
          id="poll-people"
          label={t(draft.groupId ? 'polls.alsoPeople' : 'call.people')}
          help={t('call.peopleHelp')}
          fault={faults.at('people')}
          chosen={draft.chosen}
          onChoose={(chosen) => set({ chosen })}
          useFound={useParticipants}
        />
      )}
    </Section>
  );
}

function Rules({ opening: { draft, set, faults } }: { opening: Opening }): ReactNode {
  const { t } = useTexts();
  return (
    <Section title={t('polls.rules')}>
      <div className="row-fields">
        <DateField id="poll-closes" label={t('polls.closesOn')} fault={faults.at('closes')} value={draft.closesOn} onChange={(closesOn) => set({ closesOn })} />
        <Line narrow id="poll-closesAt" label={t('polls.closesAt')} fault={faults.at('closesAt')} value={draft.closesAt} onChange={(closesAt) => set({ closesAt })} />
      </div>
      <p className="muted">{t('polls.closesHelp')}</p>
      <Check id="poll-hidden" label={t('polls.hide')} help={t('polls.hideHelp')} value={draft.hidden} onChange={(hidden) => set({ hidden })} />
      <Check id="poll-mayPropose" label={t('polls.letPropose')} help={t('polls.letProposeHelp')} value={draft.mayPropose} onChange={(mayPropose) => set({ mayPropose })} />
    </Section>
  );
}

function About({ opening: { draft, set, faults, isIndividual } }: { opening: Opening }): ReactNode {
  const { t } = useTexts();
  const text = (name: 'title' | 'place' | 'link' | 'about') => ({ id: `poll-${name}`, fault: faults.at(name), value: draft[name], onChange: (value: string) => set({ [name]: value }) });
  const readers = <Readers>{t('polls.readers')}</Readers>;
  return (
    <Section title={t('polls.meeting')}>
      {isIndividual ? (
        <Notice gravity="announcement" title={t('call.noTextTitle')} headingLevel="h3">
          {t('call.noText')}
        </Notice>
      ) : (
        <>
          <Line {...text('title')} label={t('call.meetingTitle')} help={readers} />
          <Prose {...text('about')} max={4000} label={t('call.about')} help={readers} />
        </>
      )}
      <Line {...text('place')} label={t('call.place')} help={t('polls.placeHelp')} />
      <Line {...text('link')} label={t('call.link')} help={t('call.linkHelp')} />
    </Section>
  );
}

function Form({ groups }: { groups: readonly Group[] }): ReactNode {
  const { t } = useTexts();
  const opening = useOpenPoll(groups);
  const { draft, set, faults, refusal, pending, send } = opening;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorList faults={faults.list} round={faults.round} />
      <Whom opening={opening} groups={groups} />
      <Section title={t('polls.timesTitle')}>
        <p className="muted">{t('polls.timesHelp')}</p>
        <TimeRows times={draft.times} onChange={(times) => set({ times })} prefix="poll" faultAt={faults.at} />
      </Section>
      <Rules opening={opening} />
      <About opening={opening} />
      {faults.list.length === 0 && <Refused refusal={refusal} again={send} />}
      <div className="row">
        <Button type="submit" weight="main" busy={pending}>
          {t('polls.send')}
        </Button>
      </div>
    </form>
  );
}

/** Asks a group, or chosen people, which of some times suit. */
export function NewPollPage(): ReactNode {
  const { t } = useTexts();
  const groups = useAsk(MyGroups, {});
  return (
    <Page title={t('polls.new')} lead={t('polls.newLead')}>
      <Loaded of={groups}>{({ items }) => <Form groups={items} />}</Loaded>
    </Page>
  );
}
