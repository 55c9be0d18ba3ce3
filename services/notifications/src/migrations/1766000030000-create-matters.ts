import { every, guard, type Migration } from '@knutpunkt/persistence';

export const validAt = (row: string, at: string): string => `${row}.valid_from <= ${at} and (${row}.valid_to is null or ${row}.valid_to > ${at})`;

const keepMatter = `
begin
  insert into matters select r.id, r."groupId", r."groupLevel", r."organiserId", r."startsAt", r."endsAt", r.zone, r.place, r.link <> '', r.status, r.sequence, v
    from jsonb_to_record(m) as r(id uuid, "groupId" uuid, "groupLevel" text, "organiserId" uuid, "startsAt" timestamptz, "endsAt" timestamptz, zone text, place text, link text, status text, sequence int)
    on conflict (id) do update set group_id = excluded.group_id, group_level = excluded.group_level, organiser_id = excluded.organiser_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      zone = excluded.zone, place = excluded.place, online = excluded.online, status = excluded.status, sequence = excluded.sequence, version = excluded.version;
  delete from matter_audiences a where a.matter_id = (m->>'id')::uuid;
  insert into matter_audiences select a.audience, a.level, a."validFrom", a."validTo", (m->>'id')::uuid, a.kind
    from jsonb_to_recordset(m->'audiences') as a(audience uuid, kind text, level text, "validFrom" timestamptz, "validTo" timestamptz);
  delete from matter_participants p where p.matter_id = (m->>'id')::uuid;
  insert into matter_participants select (m->>'id')::uuid, p.id, p."personId", p."functionId"
    from jsonb_to_recordset(m->'participants') as p(id uuid, "personId" uuid, "functionId" uuid);
end`;

/** What the actor sees of a matter now: 'content', 'shell' or nothing (null). */
const sightOf = `
  select case when bool_or(a.level = 'content' and a.audience = any(my_audiences())) then 'content' when count(*) > 0 then 'shell' end
  from matter_audiences a where a.matter_id = matter`;

const mine = `(audience = any(my_audiences()) or audience = any(my_shells())) and ${validAt('matter_audiences', 'now()')}`;

/** Conditions on a matter's id: seen at all, or wholly. The set is made once for a query, by the index on audiences, however many rows are asked about. */
export const amongSeen = 'in (select a.matter_id from matter_audiences a where a.audience = any(my_audiences() || my_shells()))';
export const amongWhole = "in (select a.matter_id from matter_audiences a where a.level = 'content' and a.audience = any(my_audiences()))";

/** The meetings as their events tell them. The link to a video meeting is not kept, only that there is one. */
export const createMatters: Migration = {
  name: '1766000030000-create-matters',
  up: (service) => [
    `create table matters (id uuid primary key, group_id uuid, group_level text not null, organiser_id uuid not null, starts_at timestamptz not null, ends_at timestamptz not null,
      zone text not null, place text not null, online boolean not null, status text not null, sequence int not null, version int not null)`,
    `create table matter_audiences (audience uuid not null, level text not null check (level in ('shell', 'content')), valid_from timestamptz not null, valid_to timestamptz,
      matter_id uuid not null, kind text not null)`,
    'create index matter_audiences_matter on matter_audiences (matter_id)',
    'create index matter_audiences_audience on matter_audiences (audience, level, valid_from, valid_to, matter_id)',
    'create table matter_participants (matter_id uuid not null, id uuid not null, person_id uuid, function_id uuid, primary key (matter_id, id))',
    ...guard(service, 'matter_audiences', { api: { select: mine }, worker: every }),
    `create function sight_of(matter uuid) returns text language sql stable as $$ ${sightOf} $$`,
    ...guard(service, 'matters', { api: { select: `id ${amongSeen}` }, worker: every }),
    ...guard(service, 'matter_participants', { worker: every }),
    `create function keep_matter(m jsonb, v int) returns void language plpgsql as $$ ${keepMatter} $$`,
  ],
};
