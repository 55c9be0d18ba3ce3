import { Controller } from '@nestjs/common';
import { Freshness } from '@knutpunkt/access';
import { NotificationInbox, type Output } from '@knutpunkt/contracts';
import { audit, Db, type ActorTx } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { cursorOf, placeAt } from './place.js';

type Page = Output<typeof NotificationInbox>;
type Matter = Page['items'][number] & { readonly individual: boolean };

/** How many of a matter's notifications are shown with it, newest first. */
const shownOfEach = 20;

/**
 * Row-level security leaves only the reader's own rows of matters that the reader may see now; names of people only to those who see all of the matter. A matter stands where its newest notification does (its newest unread
 * one in a page of these). They are walked from the newest on: `offset 0` keeps the planner from collecting all that the reader was ever told first.
 */
const pageOf = (which: 'read_at is null' | 'id is not null'): string => `
  with shown as (
    select n.matter_id, n.at as latest, m.kind, m.group_id, m.group_level, m.starts_at, m.ends_at, m.zone, m.meeting_id, m.due, case m.sender_organisation_id when my_organisation() then m.receiver_organisation_id else m.sender_organisation_id end as other_side, case when m.status = 'called' and m.ends_at <= now() then 'held' else m.status end as status
    from notifications n cross join lateral (select * from matters where matters.id = n.matter_id offset 0) m
    where n.person_id = me() and n.${which} and ($1 or m.group_level = 'GENERAL') and ($2::timestamptz is null or (n.at, n.matter_id) < ($2, $3::uuid))
      and not exists (select from notifications newer where newer.person_id = me() and newer.matter_id = n.matter_id and newer.${which} and (newer.at, newer.id) > (n.at, n.id) offset 0)
    order by n.at desc, n.matter_id desc limit $4),
  sighted as materialized (select shown.*, sight_of(matter_id) as sight from shown)
  select s.matter_id, s.kind, s.latest, u.unread, s.group_level, s.starts_at, s.ends_at, s.zone, s.status, s.meeting_id, s.group_id, s.due::text, gr.name as group_name, o.name as with_organisation, i.items
  from sighted s left join groups gr on gr.id = s.group_id left join organisations o on o.id = s.other_side
  cross join lateral (select count(*)::int as unread from notifications mine where mine.person_id = me() and mine.matter_id = s.matter_id and mine.read_at is null) u
  cross join lateral (
    select jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'at', to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'read', n.read_at is not null,
      'answer', n.answer, 'by', case when s.sight = 'content' then p.name end) order by n.at desc, n.id desc) as items
    from (select * from notifications mine where mine.person_id = me() and mine.matter_id = s.matter_id order by at desc, id desc limit ${shownOfEach}) n left join people p on p.id = n.by_person_id) i
  order by s.latest desc, s.matter_id desc`;

/** A page of what is new, and of what is unread. */
export const pages = { false: pageOf('id is not null'), true: pageOf('read_at is null') };

interface Shown { readonly matter_id: string; readonly latest: Date; readonly unread: number; readonly group_level: string; readonly items: Page['items'][number]['items'] }
interface MeetingRow { readonly kind: 'meeting'; readonly starts_at: Date; readonly ends_at: Date; readonly zone: string; readonly status: 'called' | 'cancelled' | 'held'; readonly group_name: string | null }
interface ActionRow { readonly kind: 'action'; readonly meeting_id: string; readonly due: string }
interface ReferralRow { readonly kind: 'referral'; readonly due: string; readonly with_organisation: string | null }
interface ReviewRow { readonly kind: 'review' | 'proposal' | 'agreement'; readonly due: string }
interface GuestRow { readonly kind: 'guest'; readonly due: string; readonly group_id: string; readonly group_name: string | null }
interface PollRow { readonly kind: 'poll'; readonly due: string; readonly group_name: string | null }
interface CalendarRow { readonly kind: 'calendar'; readonly due: string }
type Row = Shown & (CalendarRow | MeetingRow | ActionRow | ReferralRow | ReviewRow | PollRow | GuestRow);

function viewOf(row: Row): Matter['matter'] {
  const { matter_id: id } = row;
  switch (row.kind) {
    case 'meeting': return { kind: row.kind, id, groupName: row.group_name, startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString(), zone: row.zone, status: row.status };
    case 'action': return { kind: row.kind, id, meetingId: row.meeting_id, due: row.due };
    case 'poll': return { kind: row.kind, id, groupName: row.group_name, due: row.due };
    case 'calendar': return { kind: row.kind, id, since: row.due };
    case 'guest': return { kind: row.kind, id, groupId: row.group_id, groupName: row.group_name, due: row.due };
    case 'review':
    case 'agreement':
    case 'proposal': return { kind: row.kind, id, due: row.due };
    case 'referral': return { kind: row.kind, id, withOrganisation: row.with_organisation, due: row.due };
  }
}

const matterOf = (row: Row): Matter => ({ matter: viewOf(row), unread: row.unread, latest: row.latest.toISOString(), items: row.items, individual: row.group_level === 'INDIVIDUAL' });

@Controller()
export class NotificationInboxHandler {
  constructor(private readonly db: Db, private readonly freshness: Freshness) {}

  @Handles(NotificationInbox)
  handle({ caller, input }: Call<typeof NotificationInbox>): Promise<Page> {
    return this.db.as(caller, async (tx) => {
      const place = placeAt(input.cursor);
      const rows = await tx.query<Row>(pages[input.unread], [this.freshness.staleness() === null, place?.latest ?? null, place?.id ?? null, input.limit + 1]);
      const items = rows.slice(0, input.limit).map(matterOf);
      await auditIndividual(tx, items);
      const last = items.at(-1);
      return { items, next: rows.length > input.limit && last ? cursorOf({ latest: last.latest, id: last.matter.id }) : null };
    });
  }
}

/** That an individual-level meeting concerns somebody is itself of that level: reading it leaves a row in the log. */
async function auditIndividual(tx: ActorTx, items: readonly Matter[]): Promise<void> {
  const matters = items.filter((item) => item.individual).map((item) => item.matter.id);
  if (matters.length > 0) await audit(tx, { action: 'notification.list', details: { matters } });
}
