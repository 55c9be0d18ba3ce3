import { consumers, durableOf } from '@knutpunkt/contracts';
import type { Plant } from './plants.js';
import { pollPlants } from './poll-plants.js';

const changes = 'every acknowledged change is there, once, as it was acknowledged';
const whole = 'nothing is half done: what nobody acknowledged is there once or not at all';
const logged = 'every change has one audit row';
const told = 'every change has one event, in an unbroken order';
const waiting = 'no event waits or is dead, but what cannot be read';
const arrived = 'every mail that left has arrived, and none arrived that nobody knows of';
const first = (key: string, of: string, where = 'true'): string => `${key} = (select ${key} from ${of} where ${where} order by ${key} limit 1)`;

/** What is put wrong with meetings. */
const ofMeetings: readonly Plant[] = [
  { what: 'a lost row of a meeting\'s history', breaks: changes, sql: `delete from meetings.meeting_changes where ${first('id', 'meetings.meeting_changes', "what = 'scheduled'")}` },
  { what: 'a doubled row of a meeting\'s history', breaks: changes, sql: "insert into meetings.meeting_changes (id, meeting_id, at, by_person_id, what) select gen_random_uuid(), meeting_id, at, by_person_id, what from meetings.meeting_changes where what = 'scheduled' limit 1" },
  { what: 'a meeting without participants', breaks: whole, sql: `delete from meetings.participants where ${first('meeting_id', 'meetings.participants')}` },
  { what: 'a meeting that is there twice', breaks: whole, sql: `update meetings.meeting_contents set title = (select title from meetings.meeting_contents order by meeting_id desc limit 1) where ${first('meeting_id', 'meetings.meeting_contents')}` },
  { what: 'a lost audit row of a meeting', breaks: logged, sql: `delete from meetings.audit where ${first('id', 'meetings.audit', "action = 'meeting.scheduled'")}` },
  { what: 'a doubled audit row of a meeting', breaks: logged, sql: "insert into meetings.audit (actor_kind, actor_id, action, object_id) select actor_kind, actor_id, action, object_id from meetings.audit where action = 'meeting.scheduled' limit 1" },
  { what: 'a lost event of a meeting', breaks: told, sql: `delete from meetings.outbox where ${first('id', 'meetings.outbox', "subject like '%.meeting.scheduled.%'")}` },
  { what: 'a doubled event of a meeting', breaks: told, sql: "insert into meetings.outbox (envelope) select jsonb_set(jsonb_set(envelope, '{id}', to_jsonb(gen_random_uuid())), '{aggregateversion}', to_jsonb((envelope->>'aggregateversion')::int + 100)) from meetings.outbox where subject like '%.meeting.scheduled.%' limit 1" },
  { what: 'a doubled request', breaks: 'no request is there twice, nor one that nobody drafted', sql: `update referrals.referral_texts set title = (select title from referrals.referral_texts where kind = 'request' order by id desc limit 1) where ${first('id', 'referrals.referral_texts', "kind = 'request'")}` },
];

/** What does not get where it should. */
const onTheWay: readonly Plant[] = [
  { what: 'an event that has not left', breaks: 'every event is in the stream', sql: `update agendas.outbox set published_at = null, stream_seq = null where ${first('id', 'agendas.outbox')}` },
  ...consumers.map((consumer): Plant => ({
    what: `an event that has not come to ${durableOf(consumer)}`, breaks: `every event has come to ${durableOf(consumer)}`,
    // One that was told, though perhaps nobody in this trial did such a thing.
    sql: `insert into ${consumer.of}.outbox (envelope, published_at, stream_seq) select envelope || jsonb_build_object('id', gen_random_uuid(), 'subject', gen_random_uuid(), 'type', '${consumer.events[0]!.type}'), now(), 999999999 from ${consumer.of}.outbox limit 1`,
  })),
  ...(['waiting', 'dead'] as const).map((state): Plant => ({ what: `an event that is ${state}`, breaks: waiting, sql: `update agendas.inbox set state = '${state}' where ${first('event_id', 'agendas.inbox', "consumer = 'meetings'")}` })),
  { what: 'a timer that has not run', breaks: 'everything that is due is done', sql: `update agendas.due set state = 'pending', at = now() - interval '1 hour' where ${first('seq', 'agendas.due')}` },
  { what: 'a mail that has not left', breaks: 'every mail has left', sql: `update notifications.mails set sent_at = null where ${first('id', 'notifications.mails', 'sent_at is not null')}` },
  { what: 'a mail that left and did not arrive, and one that nobody knows of', breaks: arrived, sql: `update notifications.mails set letter_id = gen_random_uuid() where ${first('letter_id', 'notifications.mails', 'sent_at is not null')}` },
];

export const morePlants: readonly Plant[] = [...ofMeetings, ...pollPlants, ...onTheWay];
