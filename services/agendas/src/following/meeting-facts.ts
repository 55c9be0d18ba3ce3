import type { MeetingFacts } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { AgendaRow } from '../agenda/agenda.js';

/** What became of an agenda: `kept` where it was there and is there. Whether it starts at another time, and whether others take part in it. */
export interface Followed { readonly became: 'opened' | 'closed' | 'kept'; readonly moved: boolean; readonly regathered: boolean }

/** Brings the agenda of a meeting to the meeting's newest facts, and opens it where there is none: whichever event comes first does. Tells what became of it. */
export async function follow(tx: Tx, meeting: MeetingFacts): Promise<Followed> {
  const [before] = await tx.query<AgendaRow>('select * from agendas where id = $1 for update', [meeting.id]);
  const circle = before && (await circleOf(tx, meeting.id));
  if (before) await move(tx, meeting);
  else await open(tx, meeting);
  await keepAudiences(tx, meeting);
  const closes = meeting.status === 'cancelled' && before?.status !== 'cancelled';
  if (closes) await tx.query("update agendas set status = 'cancelled' where id = $1", [meeting.id]);
  const moved = before !== undefined && before.starts_at.getTime() !== Date.parse(meeting.startsAt);
  return { became: closes ? 'closed' : before ? 'kept' : 'opened', moved, regathered: circle !== undefined && circle !== (await circleOf(tx, meeting.id)) };
}

/** Who takes part and may see it, as one text to compare. */
async function circleOf(tx: Tx, agendaId: string): Promise<string> {
  const [row] = await tx.query<{ circle: string }>(
    `select concat((select jsonb_agg(a order by a.audience_id) from agenda_audiences a where a.agenda_id = $1),
      (select jsonb_agg(coalesce(t.person_id, t.function_id) order by coalesce(t.person_id, t.function_id)) from participants t where t.agenda_id = $1)) as circle`, [agendaId]);
  return row!.circle;
}

/** Its actions stand at the meeting's time as well. */
async function move(tx: Tx, { id, startsAt, endsAt, zone, place, listHidden = false }: MeetingFacts): Promise<void> {
  await tx.query('update agendas set starts_at = $2, ends_at = $3, zone = $4, place = $5, list_hidden = $6 where id = $1', [id, startsAt, endsAt, zone, place, listHidden]);
  await tx.query('update actions set meeting_starts_at = $2 where agenda_id = $1 and meeting_starts_at <> $2', [id, startsAt]);
}

const open = (tx: Tx, m: MeetingFacts): Promise<unknown> =>
  tx.query("insert into agendas (id, group_id, group_level, owner_authority_id, organiser_id, starts_at, ends_at, zone, place, status, facts, list_hidden) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', 0, $10)",
    [m.id, m.groupId, m.groupLevel, m.ownerAuthorityId, m.organiserId, m.startsAt, m.endsAt, m.zone, m.place, m.listHidden ?? false]);

async function keepAudiences(tx: Tx, { id, audiences, participants, listHidden = false }: MeetingFacts): Promise<void> {
  await tx.query('delete from agenda_audiences where agenda_id = $1', [id]);
  await tx.query(
    `insert into agenda_audiences (audience_id, agenda_id, level, kind, valid_from, valid_to)
     select a.audience, $1, a.level, a.kind, a."validFrom", a."validTo" from jsonb_to_recordset($2) as a(audience uuid, level text, kind text, "validFrom" timestamptz, "validTo" timestamptz)`, [id, JSON.stringify(audiences)]);
  const [before] = await tx.query<{ known: { person_id: string; authority_id: string }[] }>(
    "select coalesce(jsonb_agg(jsonb_build_object('person_id', person_id, 'authority_id', authority_id)), '[]') as known from participants where agenda_id = $1 and authority_id is not null", [id]);
  await tx.query('delete from participants where agenda_id = $1', [id]);
  await tx.query(
    `insert into participants (agenda_id, person_id, function_id, authority_id, hidden) select $1, p."personId", p."functionId", k.authority_id, $4 from jsonb_to_recordset($2) as p("personId" uuid, "functionId" uuid)
       left join jsonb_to_recordset($3) as k(person_id uuid, authority_id uuid) on k.person_id = p."personId"`, [id, JSON.stringify(participants), JSON.stringify(before!.known), listHidden]);
}
