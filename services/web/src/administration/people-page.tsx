import { useDeferredValue, useState, type ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { People, PersonState, type StaffView } from '@knutpunkt/contracts';
import { usePages } from '../api/use-pages.js';
import { useTexts } from '../i18n/use-texts.js';
import { useMe } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { momentInWords } from '../time/spoken.js';
import { ButtonLink, Empty, Line, Loaded, More, Page, Section, Select, Tag, TextLink } from '../ui/index.js';
import { placeOf, tones } from './staff-words.js';

function Person({ person }: { person: StaffView }): ReactNode {
  const { t, language } = useTexts();
  return (
    <li>
      <div className="row">
        <TextLink to="/administration/personer/$staffId" params={{ staffId: person.id }}>
          {person.name}
        </TextLink>
        {person.title && <span>{person.title}</span>}
        {person.state !== 'active' && <Tag tone={tones[person.state]}>{t(`staff.stateName.${person.state}`)}</Tag>}
        {person.roles.map((role) => (
          <Tag key={role}>{t(`staff.role.${role}`)}</Tag>
        ))}
      </div>
      <div className="muted">
        {placeOf(person, t)} · {person.lastLoginAt ? t('staff.lastLogin', { when: momentInWords(person.lastLoginAt, language) }) : t('staff.noLogin')}
      </div>
    </li>
  );
}

function Found({ search, state }: { search: string; state: StaffView['state'] | undefined }): ReactNode {
  const { t } = useTexts();
  const pages = usePages(People, { search, ...(state ? { state } : {}) });
  return (
    <Loaded of={pages}>
      {({ pages: read }) => {
        const people = read.flatMap(({ items }) => items);
        return (
          <>
            <p role="status" className="muted">
              {t(pages.hasNextPage ? 'staff.firstShown' : 'staff.shown', { count: people.length })}
            </p>
            {people.length === 0 ? (
              <Empty text={t('staff.none')} />
            ) : (
              <ul className="plain-list">
                {people.map((person) => (
                  <Person key={person.id} person={person} />
                ))}
              </ul>
            )}
            <More of={pages} />
          </>
        );
      }}
    </Loaded>
  );
}

/** Who works here, and who of them has access? */
export function PeoplePage(): ReactNode {
  const { t } = useTexts();
  const { administers } = useMe();
  const { lage } = useSearch({ from: '/administration/personer' });
  const navigate = useNavigate({ from: '/administration/personer' });
  const [search, setSearch] = useState('');
  const typed = useDeferredValue(search);
  if (!administers) return <NotFoundPage />;
  const options = [{ value: '', label: t('staff.anyState') }, ...PersonState.options.map((value) => ({ value, label: t(`staff.stateName.${value}`) }))];
  return (
    <Page title={t('staff.title')} lead={t('staff.lead')} actions={<ButtonLink to="/administration/personer/fil">{t('staffFile.title')}</ButtonLink>}>
      <div className="row bottom no-print">
        <Line id="staff-search" label={t('staff.search')} help={t('staff.searchHelp')} value={search} onChange={setSearch} />
        <Select
          id="staff-state"
          label={t('staff.state')}
          value={lage ?? ''}
          options={options}
          onChange={(chosen) => void navigate({ search: { lage: PersonState.safeParse(chosen).data }, replace: true })}
        />
      </div>
      <Section title={t('staff.ours')}>
        <Found search={typed} state={lage} />
      </Section>
    </Page>
  );
}
