import type { AudienceRow } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { DirectoryBehind } from './directory-behind.js';
import type { Addressee, Holders, Viewers } from './hearing.js';
import type { Sight } from './who-is-told.js';

interface Seen { readonly person_id: string; readonly seen_from: number; readonly whole_from: number | null }
const sights = (rows: readonly Seen[]): Map<string, Sight> => new Map(rows.map((row) => [row.person_id, { seenFrom: row.seen_from, wholeFrom: row.whole_from }]));

/** Who sees a matter now, by what is kept of it. */
export const viewersOf = async (tx: Tx, id: string): Promise<Viewers> => sights(await tx.query<Seen>('select person_id, seen_from, whole_from from viewers($1, now())', [id]));

/** Who sees a part of a meeting now, of those who see the whole meeting: a row for one person does not end when the membership does. */
export const viewersThrough = async (tx: Tx, id: string, meetingId: string): Promise<Viewers> =>
  sights(await tx.query<Seen>(
    `select v.person_id, greatest(v.seen_from, m.whole_from) as seen_from, case when v.whole_from is not null then greatest(v.whole_from, m.whole_from) end as whole_from
     from viewers($1, now()) v join viewers($2, now()) m on m.person_id = v.person_id and m.whole_from is not null`, [id, meetingId]));

/** The people among these, and those who hold the functions among them, who are there now. */
export const ownersAmong = async (tx: Tx, ids: readonly string[]): Promise<Viewers> =>
  sights(await tx.query<Seen>(`select person_id, ${everySession} as seen_from, ${everySession} as whole_from from reached($1::uuid[], now()) group by person_id`, [ids]));

export async function holdersOf(tx: Tx, functions: readonly string[]): Promise<Holders> {
  const rows = await tx.query<{ function_id: string; people: string[] }>(
    `select function_id, array_agg(distinct person_id) as people from holdings
     where function_id = any($1::uuid[]) and valid_from <= now() and (valid_to is null or valid_to > now()) group by function_id`, [functions]);
  return new Map(rows.map((row) => [row.function_id, row.people]));
}

/** Whether each of these is a person or a function. */
export async function addresseesOf(tx: Tx, ids: readonly string[]): Promise<Addressee[]> {
  const functions = new Set((await tx.query<{ id: string }>('select id from functions where id = any($1::uuid[])', [ids])).map((row) => row.id));
  return ids.map((id) => ({ kind: functions.has(id) ? 'function' : 'person', id }));
}

export async function participantsOf(tx: Tx, meetingId: string): Promise<Addressee[]> {
  const rows = await tx.query<{ person_id: string | null; function_id: string | null }>('select person_id, function_id from matter_participants where matter_id = $1 order by id', [meetingId]);
  return rows.flatMap(({ person_id, function_id }): Addressee[] => (person_id ? [{ kind: 'person', id: person_id }] : function_id ? [{ kind: 'function', id: function_id }] : []));
}

/** Keeps whom a part of a matter reaches. */
export const keepAudiences = async (tx: Tx, id: string, audiences: readonly AudienceRow[]): Promise<void> => void (await tx.query('select keep_audiences($1, $2::jsonb)', [id, JSON.stringify(audiences)]));

/** Keeps an action or a request as its event tells it; events of one come in order. */
export const keepOther = async (tx: Tx, matter: object, version: number): Promise<void> => void (await tx.query('select keep_other($1::jsonb, $2)', [JSON.stringify(matter), version]));

/** Throws DirectoryBehind where these people, functions or meetings have not come here yet: their events come by another way. */
export async function requireKnown(tx: Tx, { ids, meetingId }: { ids: readonly (string | null)[]; meetingId?: string }): Promise<void> {
  const named = ids.filter((id) => id !== null);
  const [row] = await tx.query<{ known: boolean }>(
    `select not exists (select from unnest($1::uuid[]) named(id) where not exists (select from people p where p.id = named.id) and not exists (select from functions f where f.id = named.id))
       and ($2::uuid is null or exists (select from matters m where m.id = $2)) as known`, [named, meetingId ?? null]);
  if (!row!.known) throw new DirectoryBehind();
}
