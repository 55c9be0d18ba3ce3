import type { ServiceDefinition } from '@knutpunkt/service-kit';
import { MembersFollowGroup } from './following/members-follow-group.js';
import { mailInSettings, type GivenMailIn } from './by-mail/mail-in-settings.js';
import { meetingsModule } from './meetings.module.js';
import { createMeetings } from './migrations/1767000000000-create-meetings.js';
import { createSharing } from './migrations/1767000001000-create-sharing.js';
import { coverLists } from './migrations/1767000004000-cover-lists.js';
import { knowWhenItEnds } from './migrations/1767000005000-know-when-it-ends.js';
import { createTakingPart } from './migrations/1767000002000-create-taking-part.js';
import { keepHistory } from './migrations/1767000003000-keep-history.js';
import { guardPolls } from './migrations/1771500004000-guard-polls.js';
import { answerProposals } from './migrations/1771600032000-answer-proposals.js';
import { remindTheSilent } from './migrations/1771600042000-remind-the-silent.js';
import { keepWhoSitsIn } from './migrations/1771600033000-keep-who-sits-in.js';
import { inviteByLink } from './migrations/1771600034000-invite-by-link.js';
import { voteByLink } from './migrations/1771600035000-vote-by-link.js';
import { createPolls } from './migrations/1771400000000-create-polls.js';
import { tellLeadersWhoRead } from './migrations/1769000201000-tell-leaders-who-read.js';
import { createSeries } from './migrations/1771200000000-create-series.js';
import { takeAnswersByMail } from './migrations/1771300000000-take-answers-by-mail.js';
import { createFeeds } from './migrations/1771300020000-create-feeds.js';
import { keepProposedTimes } from './migrations/1771300030000-keep-proposed-times.js';
import { keepOwnAvailability } from './migrations/1771600021000-keep-own-availability.js';
import { connectCalendars } from './migrations/1771600022000-connect-calendars.js';
import { knowSinceWhenCalendarsFail } from './migrations/1771700090000-know-since-when-calendars-fail.js';
import { calendarSettings, type GivenCalendars } from './calendars/calendar-settings.js';
import { tellWhenFree } from './migrations/1771400100000-tell-when-free.js';
import { tellWhatOthersSee } from './migrations/1769000200000-tell-what-others-see.js';
import { knowWhenPollsWereOpened } from './migrations/1771700074000-know-when-polls-were-opened.js';
import { extendSeries } from './migrations/1771700101000-extend-series.js';
import { draftMeetings } from './migrations/1771700100000-draft-meetings.js';
import { keepRooms } from './migrations/1771700130002-keep-rooms.js';
import { noteRoomsThatAreEntered } from './migrations/1771700135000-note-rooms-that-are-entered.js';
import { keepTheListOfParticipants } from './migrations/1771700170000-keep-the-list-of-participants.js';
import { takeAnswersFromOtherAddresses } from './migrations/1771700130001-take-answers-from-other-addresses.js';
import { keepNoWordsAtIndividualLevel } from './migrations/1771700115000-keep-no-words-at-individual-level.js';
import { moveSeriesToAWeekday } from './migrations/1771700120000-move-series-to-a-weekday.js';
import { leadWhatFollows } from './migrations/1771700121000-lead-what-follows.js';
import { countAnswersInOnePass } from './migrations/1771700040000-count-answers-in-one-pass.js';
import { knowAllOfCalendars } from './migrations/1771600061000-know-all-of-calendars.js';

export { calendarsFromEnv, type GivenCalendars } from './calendars/calendar-settings.js';
export { mailInFromEnv, type GivenMailIn } from './by-mail/mail-in-settings.js';

/** The meetings service: what it is made of, for whoever starts it. With `mailIn` it takes answers from calendars, with `calendars` it fetches those that people connect; throws for settings of it that are missing or wrong. */
export const meetingsTaking = (mailIn: GivenMailIn | null, calendars: GivenCalendars | null = null): ServiceDefinition => ({
  name: 'meetings', module: meetingsModule(mailIn && mailInSettings(mailIn), calendars && calendarSettings(calendars)), migrations: [createMeetings, createSharing, createTakingPart, keepHistory, coverLists, knowWhenItEnds, tellWhatOthersSee, tellLeadersWhoRead, createSeries, takeAnswersByMail, createFeeds, keepProposedTimes, createPolls, tellWhenFree, guardPolls, answerProposals, keepWhoSitsIn, keepOwnAvailability, connectCalendars, remindTheSilent, inviteByLink, voteByLink, knowAllOfCalendars, countAnswersInOnePass, knowWhenPollsWereOpened, knowSinceWhenCalendarsFail, draftMeetings, extendSeries, keepNoWordsAtIndividualLevel, moveSeriesToAWeekday, leadWhatFollows, takeAnswersFromOtherAddresses, keepRooms, noteRoomsThatAreEntered, keepTheListOfParticipants], keepsDirectory: true, follower: MembersFollowGroup,
});

/** The meetings service without incoming mail. */
export const meetings: ServiceDefinition = meetingsTaking(null);
