import type { LeakHub } from './leak-hub.js';
import type { Written } from './random-marks.js';
import type { Read } from './reading.js';

const ofMeetings = `select m.id, p.home_id as who from meetings.meetings m join directory.people p on p.id = m.organiser_id
  or exists (select from meetings.participants t left join directory.holdings h on h.function_id = t.function_id where t.meeting_id = m.id and (t.person_id = p.id or h.person_id = p.id))
  or exists (select from directory.memberships s where s.group_id = m.group_id and s.person_id = p.id and s.role <> 'calendar')`;
const ofActions = `select a.id, w.who from agendas.actions a join (${ofMeetings}) w on w.id = a.agenda_id
  union select a.id, p.home_id from agendas.actions a join directory.people p on p.id in (a.owner_person_id, a.offered_person_id)
    or exists (select from directory.holdings h where h.function_id = a.owner_function_id and h.person_id = p.id)`;
const ofReferrals = `select s.referral_id as id, p.home_id as who from referrals.sides s join directory.people p on p.unit_id = s.unit_id
  or exists (select from directory.holdings h where h.function_id = s.function_id and h.person_id = p.id) where s.ended_at is null`;

const ofPolls = `select v.id, p.home_id as who from meetings.polls v join directory.people p on p.id = v.organiser_id
  or exists (select from meetings.poll_voters t left join directory.holdings h on h.function_id = t.function_id where t.poll_id = v.id and (t.person_id = p.id or h.person_id = p.id))
  or exists (select from directory.memberships s where s.group_id = v.group_id and s.person_id = p.id and s.role <> 'calendar')`;

/** Who has part in what, by `kind id`. */
export type Parties = ReadonlyMap<string, ReadonlySet<string>>;

/** Everybody who has any part in a thing, out of the facts alone and not of who is let see it: who could ever be meant by it. */
export async function partiesOf(leaks: LeakHub): Promise<Parties> {
  const all = new Map<string, Set<string>>();
  for (const [kind, sql] of [['meetings', ofMeetings], ['actions', ofActions], ['referrals', ofReferrals], ['polls', ofPolls]] as const) {
    for (const { id, who } of await leaks.hub.asAdmin<{ id: string; who: string }>('directory', sql)) all.set(`${kind} ${id}`, (all.get(`${kind} ${id}`) ?? new Set()).add(who));
  }
  return all;
}

/** Where a meeting is may be seen in a group's calendar by those who have no part in it; those marks have their readers by name. */
const inCalendars = /^KANARIE(?:LOKAL|TRÄFFPUNKT)/;

/** Marks that somebody has read of things in which he has no part, and where. */
export const foreign = (read: readonly Read[], username: string, { written, parties }: { written: readonly Written[]; parties: Parties }): string[] =>
  written.filter(({ mark, at }) => at !== null && !inCalendars.test(mark) && parties.has(at) && !parties.get(at)!.has(username))
    .flatMap(({ mark, organisation, at }) => read.filter(({ text }) => text.includes(mark)).map(({ where }) => `${mark}, of ${organisation} in ${at}, in ${where}`));
