import { Fragment, type ReactNode } from 'react';
import { useParams } from '@tanstack/react-router';
import { Id, PersonDetails, type Output } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { dateInWords, momentInWords } from '../time/spoken.js';
import { lastDayOf } from '../time/stockholm.js';
import { Empty, Loaded, Page, Section, Tag, TextLink } from '../ui/index.js';
import { AdministratorProposal } from './administrator-proposal.js';
import { PersonSteps } from './person-steps.js';
import { placeOf, tones } from './staff-words.js';

type Details = Output<typeof PersonDetails>;

function Facts({ person }: { person: Details }): ReactNode {
  const { t, language } = useTexts();
  const facts = [
    [t('staff.titleField'), person.title || t('staff.notSaid')],
    [t('staff.unit'), placeOf(person, t)],
    [t('staff.email'), person.email || t('staff.notSaid')],
    ...(person.aliases.length > 0 ? [[t('staff.aliases'), person.aliases.join(', ')]] : []),
    [t('staff.homeId'), person.homeId],
    [t('staff.sourceField'), t(`staff.source.${person.source}`)],
    [t('staff.login'), person.lastLoginAt ? momentInWords(person.lastLoginAt, language) : t('staff.noLogin')],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Seats({ seats }: Pick<Details, 'seats'>): ReactNode {
  const { t, language } = useTexts();
  if (seats.length === 0) return <Empty text={t('staff.noSeats')} />;
  return (
    <ul className="plain-list dense">
      {seats.map(({ id, group, role, seat, validTo }) => (
        <li key={id} className="row">
          <TextLink to="/grupper/$groupId" params={{ groupId: group.id }}>
            {group.name}
          </TextLink>
          <Tag>{t(`level.${group.level}.name`)}</Tag>
          {role !== 'member' && <Tag>{t(`role.${role}`)}</Tag>}
          {seat && <span>{seat}</span>}
          {validTo && <span className="muted">{t('group.until', { date: dateInWords(lastDayOf(validTo), language) })}</span>}
        </li>
      ))}
    </ul>
  );
}

function Person({ person }: { person: Details }): ReactNode {
  const { t } = useTexts();
  const { state, functions } = person;
  return (
    <>
      <div className="row">
        <Tag tone={tones[state]}>{t(`staff.stateName.${state}`)}</Tag>
        {person.roles.map((role) => (
          <Tag key={role}>{t(`staff.role.${role}`)}</Tag>
        ))}
      </div>
      {state !== 'active' && <p>{t(`staff.stateHelp.${state}`)}</p>}
      <Facts person={person} />
      {person.proposed && (
        <Section title={t('proposal.title')}>
          <AdministratorProposal person={person} />
        </Section>
      )}
      <PersonSteps person={person} />
      <Section title={t('staff.seats')}>
        <Seats seats={person.seats} />
      </Section>
      <Section title={t('staff.functions')}>
        {functions.length === 0 ? (
          <Empty text={t('staff.noFunctions')} />
        ) : (
          <ul className="plain-list dense">
            {functions.map(({ id, name, kept }) => (
              <li key={id} className="row">
                <span>{name}</span>
                {kept && <span className="muted">{t('staff.functionKept')}</span>}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

/** One person of the own organisation: who it is, what that one belongs to, and what an administrator can do. */
export function PersonPage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const { staffId } = useParams({ from: '/administration/personer/$staffId' });
  const isId = Id.safeParse(staffId).success;
  const asked = useAsk(PersonDetails, { staffId }, { enabled: isId && administers });
  if (!isId || !administers || asked.error?.slug === 'not-found') return <NotFoundPage key="not-found" />;
  return (
    <Page key={staffId} title={asked.data?.name ?? t('staff.one')}>
      <Loaded of={asked}>{(person) => <Person person={person} />}</Loaded>
    </Page>
  );
}
