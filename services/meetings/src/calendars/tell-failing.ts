import { CalendarChanged, type ActorFact } from '@knutpunkt/contracts';
import type { Outbox } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';

/** What a calendar's owner has been told of it; `facts` counts what was told. */
export interface Told { readonly id: string; readonly person_id: string; readonly facts: number; readonly told_failing: boolean; readonly since: string }

const worker = { kind: 'worker', id: 'calendars' } as const;
const since = "(coalesce(failing_since, now()) at time zone 'Europe/Stockholm')::date::text as since";
/** What ends a calendar gives back, so that its owner is told that nothing is to be done about it any more. */
export const ended = `id, person_id, facts + 1 as facts, told_failing, ${since}`;

/** A day: it has been tried five times by then at the least, a server that is mended over a night tells nobody, and others still take the owner's time as known for two days more. */
const failing = `update calendars set told_failing = true, facts = facts + 1 where id = $1 and not told_failing and failing_since <= now() - interval '1 day' returning id, person_id, facts, told_failing, ${since}`;
const over = `update calendars set told_failing = false, facts = facts + 1 where id = $1 and told_failing returning id, person_id, facts, true as told_failing, ${since}`;

/** Tells the owner, once for each time that it begins to fail, that a calendar could not be read for a day. */
export async function tellFailing(tx: Tx, outbox: Outbox, id: string): Promise<void> {
  for (const one of await tx.query<Told>(failing, [id])) await publish(tx, outbox, { one, state: 'failing', actor: worker });
}

/** Tells an owner who was told that a calendar failed that it can be read again. To be asked before it is forgotten since when it failed. */
export async function tellReadAgain(tx: Tx, outbox: Outbox, id: string): Promise<void> {
  await tellEnded(tx, outbox, { gone: await tx.query<Told>(over, [id]), actor: worker });
}

/** The same of calendars that are there no more. */
export async function tellEnded(tx: Tx, outbox: Outbox, { gone, actor = worker }: { gone: readonly Told[]; actor?: ActorFact }): Promise<void> {
  for (const one of gone.filter(({ told_failing }) => told_failing)) await publish(tx, outbox, { one, state: 'over', actor });
}

const publish = (tx: Tx, outbox: Outbox, { one, state, actor }: { one: Told; state: 'failing' | 'over'; actor: ActorFact }): Promise<unknown> =>
  outbox.publish(tx, CalendarChanged, { aggregateId: one.id, aggregateVersion: one.facts, actor, data: { id: one.id, personId: one.person_id, state, since: one.since }, now: new Date() });
