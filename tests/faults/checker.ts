import { consumers, durableOf } from '@knutpunkt/contracts';
import { publishers } from '@knutpunkt/messaging';
import { agendaPromises } from './agenda-promises.js';
import { concerned } from './concerned.js';
import { History, type Deed } from './history.js';
import { pollPromises } from './poll-promises.js';
import { by, type Evidence, type Promised } from './promise.js';
import { requestPromises } from './request-promises.js';
import { unreadable } from './strange-messages.js';
import { hearers, withMessages } from './tried.js';

/** Every acknowledged deed is in the database once, with what it left. */
async function lostOrDoubled(platform: Evidence, history: History): Promise<unknown[]> {
  const rows = await platform.see<{ id: string; status: string; starts: string; facts: number; changes: string[] }>(`
    select m.id, m.status, to_char(m.starts_at at time zone m.zone, 'YYYY-MM-DD"T"HH24:MI') as starts, m.facts,
      (select array_agg(c.what order by c.what) from meetings.meeting_changes c where c.meeting_id = m.id) as changes from meetings.meetings m`);
  const found = new Map(rows.map((row) => [row.id, row]));
  return [...history.on('meeting')].flatMap(([id, deeds]) => {
    const row = found.get(id);
    const left = History.left(deeds);
    const right = row && row.status === left['status'] && row.starts === left['starts'] && row.facts === deeds.length && JSON.stringify(row.changes) === JSON.stringify(deeds.map(({ what }) => what).sort());
    return right ? [] : [{ id, row, deeds: deeds.map(({ what, tries }) => [what, tries]) }];
  });
}

/** The meetings that a deed calls: what they are titled, and how many. */
function calledBy({ on, what, leaves }: Deed): { title: string; meetings: number } | null {
  if (on === 'meeting' && (what === 'scheduled' || what === 'recorded')) return { title: leaves['title']!, meetings: 1 };
  if (what !== 'scheduled') return null;
  return on === 'series' ? { title: leaves['title']!, meetings: Number(leaves['meetings']) } : on === 'poll' ? { title: leaves['meeting']!, meetings: 1 } : null;
}

/** What nobody acknowledged is done once or not at all, and what was refused is not done. */
async function halfDone(platform: Evidence, history: History): Promise<unknown[]> {
  const titles = await platform.see<{ title: string; times: number }>('select title, count(*)::int as times from meetings.meeting_contents group by title');
  const times = new Map(titles.map((row) => [row.title, row.times]));
  const whole = await platform.see('select m.id from meetings.meetings m where not exists (select from meetings.meeting_contents c where c.meeting_id = m.id) or not exists (select from meetings.meeting_audiences a where a.meeting_id = m.id) or not exists (select from meetings.participants p where p.meeting_id = m.id)');
  const called = history.deeds.flatMap((deed) => { const made = calledBy(deed); return made ? [{ ...made, outcome: deed.outcome }] : []; });
  const wrong = called.filter(({ title, meetings, outcome }) => {
    const there = times.get(title) ?? 0;
    return outcome === 'ok' ? there !== meetings : there !== 0 && (outcome === 'refused' || there !== meetings);
  });
  return [...whole, ...wrong, ...(titles.length > new Set(called.map(({ title }) => title)).size ? ['more meetings than were called'] : [])];
}

/** Mails by what their readers see: the same step of the same meeting, twice in one mailbox. */
async function seenTwice({ mailbox }: Evidence): Promise<unknown[]> {
  const seen = new Map<string, number>();
  for (const { to, calendar, messageId } of await mailbox.messages()) {
    const step = calendar ? /UID:(\S+)/.exec(calendar)![1]! + /SEQUENCE:(\d+)/.exec(calendar)![1]! + /METHOD:(\w+)/.exec(calendar)![1]! : messageId;
    for (const key of [`${to.join()} ${step}`, `${to.join()} ${messageId}`].filter((one, i, both) => both.indexOf(one) === i)) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [...seen].filter(([, times]) => times > 1);
}

async function unsentOrUnknown(platform: Evidence): Promise<unknown[]> {
  const rows = await platform.see<{ letter_id: string; sent: boolean }>('select letter_id, bool_or(sent_at is not null) as sent from notifications.mails where letter_id is not null group by letter_id');
  const arrived = new Set((await platform.mailbox.messages()).map(({ messageId }) => messageId.slice(1).split('@')[0]!));
  const known = new Set(rows.map((row) => row.letter_id));
  return [...rows.filter((row) => row.sent && !arrived.has(row.letter_id)), ...[...arrived].filter((id) => !known.has(id))];
}

/** All that is promised. */
export const promises: readonly Promised[] = [
  ...pollPromises, ...agendaPromises, ...requestPromises,
  { name: 'every acknowledged change is there, once, as it was acknowledged', against: ['lost', 'doubled'], broken: lostOrDoubled },
  { name: 'nothing is half done: what nobody acknowledged is there once or not at all', against: ['lost', 'doubled'], broken: halfDone },
  { name: 'every change has one audit row', against: ['lost', 'doubled'], broken: by(`
      select m.id, m.facts, count(a.id) from meetings.meetings m left join meetings.audit a on a.object_id = m.id and a.action in ('meeting.scheduled', 'meeting.recorded', 'meeting.rescheduled', 'meeting.cancelled', 'meeting.replied')
      group by m.id having count(a.id) <> m.facts`) },
  { name: 'every change has one event, in an unbroken order', against: ['lost', 'doubled'], broken: by(`
      select m.id, m.facts, count(o.id), max(o.aggregate_version) from meetings.meetings m left join meetings.outbox o on o.aggregate_id = m.id
      group by m.id having count(o.id) <> m.facts or max(o.aggregate_version) <> m.facts`) },
  { name: 'every event is in the stream', against: ['late'], broken: by(publishers.map((service) => `select id from ${service}.outbox where published_at is null`).join(' union all ')) },
  ...consumers.map((consumer) => ({ name: `every event has come to ${durableOf(consumer)}`, against: ['late'] as const, broken: (platform: Evidence) => platform.see(`
      select o.id, o.subject from ${consumer.of}.outbox o left join ${consumer.service}.inbox i on i.event_id = o.id::text and i.consumer = $2 and i.state = 'done' where o.subject = any($1) and i.event_id is null`,
    [consumer.events.map(({ subject }) => subject), consumer.name]) })),
  { name: 'no event waits or is dead, but what cannot be read', against: ['late'], broken: by(hearers
      .map((service) => `select event_id, state, reason from ${service}.inbox where state <> 'done' and coalesce(reason, '') not in (${unreadable})`).join(' union all ')) },
  { name: 'everything that is due is done', against: ['late'], broken: by(withMessages.map((service) => `select kind, subject_id, state from ${service}.due where state = 'dead' or (state = 'pending' and at < now())`).join(' union all ')) },
  { name: 'everybody concerned has one notification of each fact, and nobody else has any', against: ['lost', 'doubled', 'leaked'], broken: by(`
      with ${concerned}, told as (select event_id, person_id from concerned group by 1, 2), heard as (select event_id, person_id, count(*) as times from notifications.notifications group by 1, 2)
      select coalesce(c.event_id, n.event_id) as event, c.person_id as concerned, n.person_id as told from told c
      full join heard n on n.event_id = c.event_id and n.person_id = c.person_id where c.person_id is null or n.person_id is null or n.times > 1`) },
  { name: 'everybody concerned has one mail of each step, and nobody else has any', against: ['lost', 'doubled', 'leaked'], broken: by(`
      with ${concerned}, wanted as (select person_id, matter_id, coalesce(about_id, matter_id) as about_id, version, mail as kind, count(*) as times from concerned where mail is not null group by 1, 2, 3, 4, 5),
      queued as (select coalesce(h.person_id, m.recipient_id) as person_id, m.matter_id, coalesce(m.about_id, m.matter_id) as about_id, m.version, m.kind, count(*) as times
        from notifications.mails m left join directory.holdings h on h.function_id = m.recipient_id group by 1, 2, 3, 4, 5)
      select * from wanted w full join queued q using (person_id, matter_id, about_id, version, kind) where w.times is distinct from q.times`) },
  { name: 'every mail has left', against: ['late'], broken: by("select id, attempts, reason from notifications.mails where sent_at is null and dropped_at is null") },
  { name: 'every mail that left has arrived, and none arrived that nobody knows of', against: ['lost', 'leaked'], broken: unsentOrUnknown },
  { name: 'nobody sees the same mail twice', against: ['doubled'], broken: seenTwice },
];

/** What is broken now, by the promise's name; for a wait until nothing is. */
export async function brokenPromises(platform: Evidence, history: History): Promise<Record<string, readonly unknown[]>> {
  const results: [string, readonly unknown[]][] = [];
  for (const { name, broken } of promises) results.push([name, await broken(platform, history)]);
  return Object.fromEntries(results.filter(([, found]) => found.length > 0));
}
