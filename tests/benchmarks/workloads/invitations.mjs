import { setTimeout as delay } from 'node:timers/promises';
import { v7 } from 'uuid';
import { liveLatency } from './live.mjs';
import { meetingBody } from './meetings.mjs';

const patience = 180_000;

/** A group of so many people and one who calls them, in the copies of the directory. */
async function crowdOf(hub, { many, caller, group }) {
  const people = Array.from({ length: many }, (_, i) => [v7(), `crowd-${i}`]);
  for (const schema of ['meetings', 'notifications', 'agendas']) {
    await hub.admin.query(`insert into ${schema}.people select p.id::uuid, 1, 1, $2, $3, $4, p.name, p.name, 'Handläggare', p.name || '@example.se', 'sv', '{}', 'active', '2020-01-01Z', null from unnest($1::text[], $5::text[]) p(id, name)`,
      [people.map(([id]) => id), caller.at.id, caller.at.authorityId, caller.at.unitId, people.map(([, name]) => name)]);
    await hub.admin.query(`insert into ${schema}.groups values ($1, 1, 1, 'Alla', 'GENERAL', $2, 2, 'established')`, [group, caller.at.authorityId]);
    await hub.admin.query(`insert into ${schema}.memberships select gen_random_uuid(), 1, 1, $1, m.id, m.role, '2020-01-01Z', null from unnest($2::uuid[], $3::text[]) m(id, role)`,
      [group, [caller.id, ...people.map(([id]) => id)], ['secretary', ...people.map(() => 'member')]]);
  }
}

async function call(origin, token, groupId) {
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/api/meetings`, { method: 'POST', headers, body: meetingBody(groupId) });
  if (!answer.ok) throw new Error(`called with ${answer.status}`);
  return (await answer.json()).id;
}

/** Seconds from the answer to a call of so many until the mail server has each invitation, and what passes meanwhile and before from another answer to another's screen, in milliseconds. */
export async function invitations(hub, everybody, many) {
  const [, { id: other, members: [asks, listens] }] = everybody.groups;
  const group = v7();
  await crowdOf(hub, { many, caller: everybody.caller, group });
  const others = { origin: hub.origin, token: await hub.login.tokenFor(asks.username), groupId: other };
  const lively = () => liveLatency(others, listens.username, { perSecond: 5, seconds: 6 });
  await lively();
  const before = await lively();
  const id = await call(hub.origin, await hub.login.tokenFor(everybody.caller.username), group);
  const [called, during] = [performance.now(), lively()];
  const sent = async () => Number((await hub.admin.query("select count(*) from notifications.mails where matter_id = $1 and kind = 'invited' and sent_at is not null", [id])).rows[0].count);
  while ((await sent()) < many && performance.now() - called < patience) await delay(100);
  const handed = await sent();
  const { rows: [{ seconds }] } = await hub.admin.query("select extract(epoch from max(sent_at) - min(queued_at))::float as seconds from notifications.mails where matter_id = $1 and kind = 'invited'", [id]);
  return { handed, seconds, before: before.afterAnswer, during: (await during).afterAnswer };
}
