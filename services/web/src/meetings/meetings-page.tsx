import { lazy, Suspense, type ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { MyGroups, ScheduleMeeting } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { may, useMe } from '../shell/current.js';
import { ButtonLink, Loading, MainLink, Page, Section, Select, Switcher } from '../ui/index.js';
import { OwnMeetingDrafts } from './meeting-drafts.js';
import { PagedMeetings } from './paged-meetings.js';

const MeetingCalendar = lazy(() => import('./meeting-calendar.js'));
const views = { kommande: 'meetings.upcoming', tidigare: 'meetings.past', kalender: 'meetings.calendar' } as const;
type View = keyof typeof views;

/** When do we meet, and has everybody answered? */
export function MeetingsPage(): ReactNode {
  const { t } = useTexts();
  const { visa, grupp } = useSearch({ from: '/moten' });
  const navigate = useNavigate({ from: '/moten' });
  const groups = useAsk(MyGroups, {}).data?.items ?? [];
  const options = [{ value: '', label: t('meetings.allGroups') }, ...groups.map((group) => ({ value: group.id, label: group.name }))];
  const show = (search: { visa?: View; grupp?: string | undefined }): void => void navigate({ search: (before) => ({ ...before, ...search }), replace: true });
  return (
    <Page
      title={t('meetings.title')}
      actions={
        <>
          <ButtonLink to="/moten/hitta-tid">{t('find.title')}</ButtonLink>
          <ButtonLink to="/omrostningar">{t('polls.title')}</ButtonLink>
          {may(useMe(), ScheduleMeeting) && (
            <MainLink to="/moten/nytt" search={{ grupp }}>
              {t('meetings.new')}
            </MainLink>
          )}
        </>
      }
    >
      <OwnMeetingDrafts />
      <div className="row bottom no-print">
        <Switcher
          label={t('meetings.views')}
          value={visa}
          onChange={(chosen: View) => show({ visa: chosen })}
          options={(Object.keys(views) as View[]).map((value) => ({ value, label: t(views[value]) }))}
        />
        <Select
          small
          id="grupp"
          label={t('meetings.group')}
          value={grupp ?? ''}
          onChange={(chosen) => show({ grupp: chosen || undefined })}
          options={options}
        />
      </div>
      <Section title={t(views[visa])}>
        {visa === 'kalender' ? (
          <Suspense fallback={<Loading />}>
            <MeetingCalendar groupId={grupp} />
          </Suspense>
        ) : (
          <PagedMeetings past={visa === 'tidigare'} groupId={grupp} />
        )}
      </Section>
    </Page>
  );
}
