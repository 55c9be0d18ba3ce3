import type { ReactNode } from 'react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Id, MeetingDetails, MeetingHistory, MeetingReadings, WhyISeeMeeting, type MeetingView } from '@knutpunkt/contracts';
import { AgendaPart } from '../agenda/agenda-part.js';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import { Guests } from '../guests/guests.js';
import { useLostNotes } from '../notes/use-lost-notes.js';
import { may } from '../shell/current.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { PartOfSeries } from '../series/part-of-series.js';
import { wholeTime } from '../time/spoken.js';
import { Button, Loaded, Notice, Page, Switcher } from '../ui/index.js';
import { Why } from '../why/why.js';
import { CopyButton } from './copy-button.js';
import { headlineOf } from './headline.js';
import { History } from './history.js';
import { InvitationShown } from './invitation-preview.js';
import { MeetingActions } from './meeting-actions.js';
import { MeetingFacts } from './meeting-facts.js';
import { Participants } from './participants.js';
import { Readings } from './readings.js';
import { ReplySection } from './reply-section.js';

/** What has to be known before all else: that it is cancelled, held, or only partly mine to see. */
function Standing({ meeting }: { meeting: MeetingView }): ReactNode {
  const { t } = useTexts();
  const { content } = meeting;
  return (
    <>
      {meeting.status === 'cancelled' && (
        <Notice gravity="warning" title={t('meeting.cancelledTitle')}>
          {content && <p>{content.cancelReason ? t('meeting.reason', { reason: content.cancelReason }) : t('meeting.noReason')}</p>}
        </Notice>
      )}
      {meeting.status === 'held' && <p>{t('meeting.held')}</p>}
      {meeting.sight === 'shell' && (
        <Notice gravity="announcement" title={t('meeting.shellTitle')}>
          <p>{t('meeting.shellText')}</p>
        </Notice>
      )}
    </>
  );
}

const Facts = ({ meeting }: { meeting: MeetingView }): ReactNode => (
  <>
    <ReplySection meeting={meeting} />
    <MeetingFacts meeting={meeting} />
    {meeting.content && <Participants meeting={meeting} content={meeting.content} />}
    {meeting.content && <Guests meeting={meeting} content={meeting.content} />}
    <MeetingActions meeting={meeting} />
    <InvitationShown meeting={meeting} />
    {may(meeting, MeetingHistory) && <History meetingId={meeting.id} />}
  </>
);

const parts = ['mote', 'dagordning', 'anteckningar'] as const;

function Meeting({ meeting }: { meeting: MeetingView }): ReactNode {
  const { t } = useTexts();
  const { visa } = useSearch({ from: '/moten/$meetingId' });
  const navigate = useNavigate();
  const options = parts.map((value) => ({ value, label: t(`agenda.tab.${value}`) }));
  const shown = meeting.sight === 'content' ? visa : 'mote';
  const show = (part: typeof visa): void => void navigate({ to: '/moten/$meetingId', params: { meetingId: meeting.id }, search: { visa: part } });
  return (
    <>
      {meeting.sight === 'content' && <Switcher label={t('agenda.tabs')} value={visa} options={options} onChange={show} />}
      <PartOfSeries meetingId={meeting.id} />
      <Standing meeting={meeting} />
      {shown === 'mote' && <Facts meeting={meeting} />}
      {shown !== 'mote' && <AgendaPart meetingId={meeting.id} part={shown === 'dagordning' ? 'agenda' : 'notes'} />}
      {may(meeting, MeetingReadings) && <Readings meetingId={meeting.id} />}
      <Why op={WhyISeeMeeting} input={{ meetingId: meeting.id }} />
    </>
  );
}

/** One meeting: when and where, who comes, and what has happened to it. */
export function MeetingPage(): ReactNode {
  const { t, language } = useTexts();
  const { meetingId } = useParams({ from: '/moten/$meetingId' });
  const isId = Id.safeParse(meetingId).success;
  const asked = useAsk(MeetingDetails, { meetingId }, { enabled: isId });
  useLostNotes(meetingId, { error: asked.error });
  if (!isId || asked.error?.slug === 'not-found') return <NotFoundPage key="not-found" />;
  const meeting = asked.data;
  const title = meeting ? headlineOf({ title: meeting.content?.title ?? null, group: meeting.group }, t) : t('meetings.untitled');
  return (
    <Page
      key={meetingId}
      title={title}
      lead={meeting && wholeTime(meeting.startsAt, meeting.endsAt, language)}
      actions={
        <>
          {meeting?.content && <CopyButton meeting={meeting} content={meeting.content} />}
          <Button small onClick={() => window.print()}>
            {t('action.print')}
          </Button>
        </>
      }
    >
      <Loaded of={asked}>{(view) => <Meeting meeting={view} />}</Loaded>
    </Page>
  );
}
