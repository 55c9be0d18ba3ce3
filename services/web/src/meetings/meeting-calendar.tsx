import { useMemo, useState, type ReactNode } from 'react';
import FullCalendar from '@fullcalendar/react';
import classicTheme from '@fullcalendar/react/themes/classic';
import dayGrid from '@fullcalendar/react/daygrid';
import list from '@fullcalendar/react/list';
import svLocale from '@fullcalendar/react/locales/sv';
import timeGrid from '@fullcalendar/react/timegrid';
import { useNavigate } from '@tanstack/react-router';
import { CalendarMeetings, type MeetingSummary } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';
import { useTexts } from '../i18n/use-texts.js';
import type { Translate } from '../i18n/i18n.js';
import { timeSpan, type Language } from '../time/spoken.js';
import { Notice, Refused } from '../ui/index.js';
import { headlineOf } from './headline.js';
import { hoursOf } from './hours.js';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import '@fullcalendar/react/themes/classic/palette.css';

const narrow = 700;
const plugins = [dayGrid, timeGrid, list, classicTheme];
const locales = [svLocale];
const toolbar = { start: 'prev,next today', center: 'title', end: 'dayGridMonth,timeGridWeek,listMonth' };

const eventOf = (meeting: MeetingSummary, t: Translate, language: Language): { id: string; title: string; start: string; end: string; url: string } => ({
  id: meeting.id,
  start: meeting.startsAt,
  end: meeting.endsAt,
  url: `/moten/${meeting.id}`,
  title: `${timeSpan(meeting.startsAt, meeting.endsAt, language)} ${meeting.status === 'cancelled' ? `${t('status.cancelled')}: ` : ''}${headlineOf(meeting, t)}`,
});

/** My meetings in a month, a week or a list, in Swedish time with week numbers; a list where the screen is narrow. */
export default function MeetingCalendar({ groupId }: { groupId?: string | undefined }): ReactNode {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const [period, setPeriod] = useState<{ from: string; to: string }>();
  const asked = useAsk(CalendarMeetings, period ?? { from: '', to: '' }, { enabled: period !== undefined, keep: true });
  const show = (from: string, to: string): void => setPeriod((before) => (before?.from === from && before.to === to ? before : { from, to }));
  const shown = useMemo(() => (asked.data?.items ?? []).filter((meeting) => groupId === undefined || meeting.group?.id === groupId), [asked.data, groupId]);
  const events = useMemo(() => shown.map((meeting) => eventOf(meeting, t, language)), [shown, t, language]);
  const hours = hoursOf(shown);
  return (
    <div className="calendar">
      <Refused refusal={asked.error} again={() => void asked.refetch()} />
      {asked.data?.more && <Notice gravity="warning" title={t('meetings.notAll', { count: asked.data.items.length })} />}
      <FullCalendar
        plugins={plugins}
        initialView={window.innerWidth < narrow ? 'listMonth' : 'dayGridMonth'}
        locales={locales}
        locale={language === 'sv' ? 'sv' : 'en-gb'}
        timeZone="Europe/Stockholm"
        firstDay={1}
        weekNumbers
        weekNumberCalculation="ISO"
        height="auto"
        dayMaxEvents={4}
        nowIndicator
        allDaySlot={false}
        slotMinTime={hours.from}
        slotMaxTime={hours.to}
        headerToolbar={toolbar}
        buttons={{ dayGridMonth: { text: t('meetings.month') }, timeGridWeek: { text: t('meetings.week') }, listMonth: { text: t('meetings.list') } }}
        noEventsContent={t('meetings.noEvents')}
        displayEventTime={false}
        events={events}
        datesSet={({ start, end }) => show(start.toISOString(), end.toISOString())}
        eventClick={({ event, jsEvent }) => {
          jsEvent.preventDefault();
          void navigate({ to: '/moten/$meetingId', params: { meetingId: event.id } });
        }}
      />
    </div>
  );
}
