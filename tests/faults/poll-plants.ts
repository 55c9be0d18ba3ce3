import type { Plant } from './plants.js';

const polls = 'every acknowledged change of a poll is there, once, with its answers and the meeting that came of it';
const once = 'no poll is there twice, nor one that nobody opened';
const readers = 'every poll reaches those who were asked, and nobody else';
const logged = 'every change of a poll has one event and one audit row, in an unbroken order';
const series = 'what was done to a series was done to each of its meetings, once';
const mailed = 'everybody concerned has one mail of each step, and nobody else has any';
const told = 'everybody concerned has one notification of each fact, and nobody else has any';
const first = (key: string, of: string, where = 'true'): string => `${key} = (select ${key} from ${of} where ${where} order by ${key} limit 1)`;
const ofSeries = 'm.id = (select meeting_id from meetings.occurrences order by meeting_id limit 1)';

/** What is put wrong with polls and series. */
export const pollPlants: readonly Plant[] = [
  { what: 'a lost answer to a poll', breaks: polls, sql: `delete from meetings.poll_votes where ${first('poll_id', 'meetings.poll_votes')}` },
  { what: 'a poll that is open again', breaks: polls, sql: `update meetings.polls set status = 'open' where ${first('id', 'meetings.polls', "status = 'cancelled'")}` },
  { what: 'a poll of which no meeting came', breaks: polls, sql: `delete from meetings.meeting_contents where meeting_id = (select meeting_id from meetings.polls where status = 'scheduled' order by id limit 1)` },
  { what: 'a proposed time that is there twice', breaks: polls, sql: `insert into meetings.poll_options (poll_id, option, starts_at, ends_at, proposed_by) select poll_id, 30, starts_at + interval '10 hours', ends_at + interval '10 hours', proposed_by from meetings.poll_options order by poll_id limit 1` },
  { what: 'a doubled poll', breaks: once, sql: `update meetings.polls set title = (select title from meetings.polls order by id desc limit 1) where ${first('id', 'meetings.polls')}` },
  { what: 'a poll that reaches a stranger', breaks: readers, sql: 'insert into meetings.poll_audiences (audience_id, poll_id, kind, valid_from) select gen_random_uuid(), poll_id, kind, valid_from from meetings.poll_audiences limit 1' },
  { what: 'a lost audit row of a poll', breaks: logged, sql: `delete from meetings.audit where ${first('id', 'meetings.audit', "action = 'poll.answered'")}` },
  { what: 'a lost event of a poll', breaks: logged, sql: `delete from meetings.outbox where ${first('id', 'meetings.outbox', "subject like '%.poll.changed.%'")}` },
  { what: 'a lost notification of a poll', breaks: told, sql: `delete from notifications.notifications where ${first('id', 'notifications.notifications', "kind = 'poll-opened'")}` },
  { what: 'a lost mail of a poll', breaks: mailed, sql: `delete from notifications.mails where ${first('id', 'notifications.mails', "kind = 'poll-opened'")}` },
  { what: 'a meeting of a series that was left behind', breaks: series, sql: `update meetings.meetings m set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour' where ${ofSeries}` },
  { what: 'a meeting of a series that nobody wrote', breaks: series, sql: 'delete from meetings.occurrences where meeting_id = (select meeting_id from meetings.occurrences order by meeting_id limit 1)' },
];
