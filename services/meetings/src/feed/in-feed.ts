import type { Tx } from '@knutpunkt/persistence';

/** Whose feed it is: active now, as everybody must be who sees anything. */
export interface FeedOwner {
  readonly id: string;
  readonly unit_id: string;
  readonly authority_id: string;
  readonly locale: 'sv' | 'en';
}

/** All that a feed may tell of a meeting: never what it is about, who takes part, or the link to a video meeting; of an individual-level group not even its name. */
export interface InFeed {
  readonly id: string;
  /** Start, end and when it was called, as a calendar writes them (RFC 5545 §3.3.5, 20270127T123000Z): PostgreSQL writes six thousand of them in less time than they are read in as dates. */
  readonly starts: string;
  readonly ends: string;
  readonly called: string;
  readonly place: string;
  readonly online: boolean;
  readonly status: 'called' | 'cancelled' | 'held';
  readonly sequence: number;
  readonly individual: boolean;
  readonly group_name: string | null;
}

const most = 2_000;
const valid = (row: string): string => `${row}.valid_from <= statement_timestamp() and (${row}.valid_to is null or ${row}.valid_to > statement_timestamp())`;

/** The owner of the feed with that secret; undefined for a secret that leads nowhere, and for an owner who has no access now. */
export const ownerOf = async (tx: Tx, secretHash: string): Promise<FeedOwner | undefined> =>
  (await tx.query<FeedOwner>(
    `select p.id, p.unit_id, p.authority_id, p.locale from feeds f join people p on p.id = f.person_id join organisations o on o.id = p.organisation_id
      where f.secret_hash = $1 and p.status = 'active' and ${valid('p')} and o.status = 'active'`, [secretHash]))[0];

const inCalendar = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"')`;

/** Driven from the audience rows, as lists are: one walk of the index for each audience that the owner is in now. */
const listed = `
  with mine as (
    select unnest(array[$1, $2, $3]::uuid[]) as audience_id
    union select h.function_id from holdings h where h.person_id = $1 and ${valid('h')}
    union select g.id from memberships m join groups g on g.id = m.group_id where m.person_id = $1 and ${valid('m')} and g.status in ('established', 'dormant')),
  reaching as (
    select distinct probe.meeting_id from mine cross join lateral (
      select a.meeting_id from meeting_audiences a where a.audience_id = mine.audience_id and a.starts_at > now() - interval '60 days' and ${valid('a')} order by a.starts_at limit ${most}) probe)
  select m.id, ${inCalendar('m.starts_at')} as starts, ${inCalendar('m.ends_at')} as ends, ${inCalendar('m.created_at')} as called, m.place, m.link <> '' as online, m.status, m.sequence, m.group_level = 'INDIVIDUAL' as individual, case when m.group_level = 'GENERAL' then g.name end as group_name
    from reaching r join meetings m on m.id = r.meeting_id left join groups g on g.id = m.group_id order by m.starts_at, m.id limit ${most}`;

/** The owner's meetings from sixty days back, soonest first. */
export const inFeed = (tx: Tx, { id, unit_id, authority_id }: FeedOwner): Promise<InFeed[]> => tx.query<InFeed>(listed, [id, unit_id, authority_id]);
