import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuid } from 'uuid';
import type { Tx } from '@knutpunkt/persistence';
import { validAt } from '../migrations/1766000030000-create-matters.js';
import { meetingMails } from '../migrations/1771700180000-tell-what-did-not-reach.js';
import { tell, type LiveTold } from './tell.js';

const kind = 'mail-unreached';

/** SQL: those who lead the meeting `t` and see all of it now. */
const leaders = `
  cross join lateral (select v.person_id, v.whole_from as level from viewers(t.id, now()) v where v.whole_from is not null and (v.person_id = t.organiser_id or exists (
    select from memberships k where k.group_id = t.group_id and k.person_id = v.person_id and k.role in ('chair', 'secretary') and ${validAt('k', 'now()')}))) l`;

/** One letter is told once, at the first of its meetings, and nobody who has not read of the last is told again. A meeting that is over needs nobody any more. */
const lost = `
  select l.person_id as "personId", l.level, t.id as "matterId", m.id as "eventId", row_number() over (partition by l.person_id order by t.starts_at, m.seq) = 1
      and not exists (select from notifications n where n.person_id = l.person_id and n.matter_id = t.id and n.kind = '${kind}' and n.read_at is null) as news
  from mails m join matters t on t.id = m.matter_id and t.kind = 'meeting' and t.ends_at > now() ${leaders}
  where m.id = any($1::uuid[]) and m.kind in ${meetingMails} and exists (select from matter_participants p where p.matter_id = t.id and coalesce(p.person_id, p.function_id) = m.recipient_id)`;

interface Lost { readonly personId: string; readonly level: number; readonly matterId: string; readonly eventId: string; readonly news: boolean }

/** Tells those who lead a meeting that a mail about it did not reach a participant. Whom and why stands at the meeting, for them alone. */
export async function tellUnreached(tx: Tx, nats: NatsConnection, mails: readonly string[]): Promise<void> {
  if (mails.length === 0) return;
  // Two mails about one meeting may be lost at once: the second is told of after the first.
  await tx.query('select id from matters where id in (select matter_id from mails where id = any($1::uuid[])) order by id for update', [mails]);
  const told = await tx.query<Lost & Record<string, unknown>>(lost, [mails]);
  const news = told.filter((row) => row.news);
  await tell(tx, nats, {
    inbox: news.map(({ personId, matterId, eventId }) => ({ id: uuid(), eventId, personId, matterId, kind, byPersonId: null, answer: null })),
    live: [...shown(told, 'meeting'), ...shown(news, 'notification')],
  });
}

/** Tells those who lead these meetings that somebody has been reached again. Where nobody is left who has not, nothing is left to be read of it either. */
export async function tellReached(tx: Tx, nats: NatsConnection, meetings: readonly string[]): Promise<void> {
  if (meetings.length === 0) return;
  await tx.query(`update notifications n set read_at = now() where n.matter_id = any($1::uuid[]) and n.kind = '${kind}' and n.read_at is null and not exists (select from missing_mails(n.matter_id) u where u.why <> 'waiting')`, [meetings]);
  const told = await tx.query<Pick<Lost, 'personId' | 'level' | 'matterId'> & Record<string, unknown>>(
    `select l.person_id as "personId", l.level, t.id as "matterId" from matters t ${leaders} where t.id = any($1::uuid[]) and t.kind = 'meeting'`, [meetings]);
  await tell(tx, nats, { live: [...shown(told, 'meeting'), ...shown(told, 'notification')] });
}

const shown = (rows: readonly Pick<Lost, 'personId' | 'level' | 'matterId'>[], type: LiveTold['type']): LiveTold[] => rows.map(({ personId, level, matterId }) => ({ personId, level, type, objectId: matterId }));
