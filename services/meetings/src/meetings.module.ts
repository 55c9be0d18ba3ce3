import { Module, type Type } from '@nestjs/common';
import { MeetingAccessHandler } from './access/meeting-access.js';
import { AnswerProposalHandler } from './answer-proposal.js';
import { MailDoor, mailInToken } from './by-mail/mail-door.js';
import type { MailInSettings } from './by-mail/mail-in-settings.js';
import { Taking } from './by-mail/taking.js';
import type { CalendarSettings } from './calendars/calendar-settings.js';
import { KeepCalendarsHandler } from './calendars/keep-calendars.js';
import { CalendarRefresher, calendarsToken } from './calendars/refresher.js';
import { Calling } from './calling.js';
import { CancelMeetingHandler } from './cancel-meeting.js';
import { Changing } from './changing.js';
import { DraftTimers } from './drafts/draft-timers.js';
import { KeepMeetingDraftHandler } from './drafts/keep-draft.js';
import { FetchFeedHandler } from './feed/fetch-feed.js';
import { KeepFeedHandler } from './feed/keep-feed.js';
import { AnswerAsGuestHandler } from './guests/answer-as-guest.js';
import { GuestTimers } from './guests/guest-timers.js';
import { KeepPollGuestsHandler } from './guests/keep-poll-guests.js';
import { VoteAsGuestHandler } from './guests/vote-as-guest.js';
import { KeepGuestsHandler } from './guests/keep-guests.js';
import { DescribeMeetingHandler } from './describe-meeting.js';
import { InviteParticipantsHandler } from './invite-participants.js';
import { ListMeetingsHandler } from './list-meetings.js';
import { MeetingDetailsHandler } from './meeting-details.js';
import { MeetingHistoryHandler } from './meeting-history.js';
import { MeetingReadingsHandler } from './meeting-readings.js';
import { AvailabilityQueriesHandler } from './availability/availability-queries.js';
import { KeepAvailabilityHandler } from './availability/keep-availability.js';
import { FindTimesHandler } from './availability/find-times.js';
import { ChangingPoll } from './polls/changing-poll.js';
import { LeadPollHandler } from './polls/lead-poll.js';
import { ListPollsHandler } from './polls/list-polls.js';
import { OpenPollHandler } from './polls/open-poll.js';
import { PollDetailsHandler } from './polls/poll-details.js';
import { PollTimers } from './polls/poll-timers.js';
import { ProposeTimeHandler } from './polls/propose-time.js';
import { ScheduleFromPollHandler } from './polls/schedule-from-poll.js';
import { VoteInPollHandler } from './polls/vote-in-poll.js';
import { WhyPollHandler } from './polls/why-poll.js';
import { PreviewNoticeHandler } from './preview-notice.js';
import { RecordHeldMeetingHandler } from './record-held-meeting.js';
import { RemindParticipantsHandler } from './remind-participants.js';
import { RemoveParticipantHandler } from './remove-participant.js';
import { ReplyToMeetingHandler } from './reply-to-meeting.js';
import { RescheduleMeetingHandler } from './reschedule-meeting.js';
import { ScheduleMeetingHandler } from './schedule-meeting.js';
import { KeepRoomsHandler } from './rooms/keep-rooms.js';
import { RoomTimesHandler } from './rooms/room-times.js';
import { AddSeriesDateHandler } from './series/add-date.js';
import { CancelSeriesHandler } from './series/cancel-series.js';
import { ChangeSeriesHandler } from './series/change-series.js';
import { ChangingSeries } from './series/changing-series.js';
import { PreviewSeriesHandler } from './series/preview-series.js';
import { PreviewWeekdayHandler } from './series/preview-weekday.js';
import { ScheduleSeriesHandler } from './series/schedule-series.js';
import { SeriesDetailsHandler } from './series/series-details.js';
import { WhySeriesHandler } from './series/why-series.js';
import { WhyMeetingHandler } from './why-meeting.js';

/** The module of the meetings service, with the door for mail where there is one, and what fetches calendars where they are. */
export function meetingsModule(mailIn: MailInSettings | null, calendars: CalendarSettings | null): Type {
  @Module({
    controllers: [
      ScheduleMeetingHandler, PreviewNoticeHandler, RecordHeldMeetingHandler, RescheduleMeetingHandler, DescribeMeetingHandler, CancelMeetingHandler, ReplyToMeetingHandler, AnswerProposalHandler,
      InviteParticipantsHandler, RemindParticipantsHandler, RemoveParticipantHandler, MeetingDetailsHandler, MeetingHistoryHandler, ListMeetingsHandler, WhyMeetingHandler, MeetingAccessHandler, MeetingReadingsHandler,
      PreviewSeriesHandler, ScheduleSeriesHandler, SeriesDetailsHandler, WhySeriesHandler, ChangeSeriesHandler, CancelSeriesHandler, AddSeriesDateHandler, PreviewWeekdayHandler,
      OpenPollHandler, ListPollsHandler, PollDetailsHandler, WhyPollHandler, VoteInPollHandler, ProposeTimeHandler, LeadPollHandler, ScheduleFromPollHandler, FindTimesHandler, AvailabilityQueriesHandler, KeepAvailabilityHandler, KeepCalendarsHandler,
      KeepMeetingDraftHandler, KeepRoomsHandler, RoomTimesHandler, KeepFeedHandler, FetchFeedHandler, KeepGuestsHandler, AnswerAsGuestHandler, KeepPollGuestsHandler, VoteAsGuestHandler,
    ],
    providers: [Calling, Changing, ChangingSeries, { provide: mailInToken, useValue: mailIn }, { provide: calendarsToken, useValue: calendars }, CalendarRefresher, Taking, MailDoor, ChangingPoll, PollTimers, GuestTimers, DraftTimers],
  })
  class MeetingsModule {}
  return MeetingsModule;
}
