import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { claim } from '../src/mail/claim.js';
import { startNotifications, type NotificationsHub } from './hub.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

const hub = { publicUrl: 'https://hub.example', mailFrom: 'no-reply@hub.example', answers: null };
const terms = { sending: [], individualToo: true, leaseMs: 1_000, digestMs: 60_000, most: 4 };
const mail = `insert into mails (id, recipient_kind, recipient_id, matter_id, kind, version, facts, queued_at, due_at, letter_id, sent_at)
  values ($1, 'person', $2, $3, 'action-given', 1, '{"level": "GENERAL", "path": "/"}', now(), now(), $4, now() - interval '60 seconds' + $5 * interval '1 microsecond')`;

it.each([1, 250, 999])('a mail is put off to after now where the last was sent a digest less %s microseconds ago, and is not looked at for ever', async (short) => {
  const db = await all.hub.db('notifications');
  const recipient = randomUUID();

  const claimed = await db.work('test', async (tx) => {
    await tx.query(mail, [randomUUID(), recipient, randomUUID(), randomUUID(), short]);
    await tx.query(mail, [randomUUID(), recipient, randomUUID(), null, null]);
    const { letters } = await claim(tx, hub, terms);
    const [row] = await tx.query<{ later: boolean }>('select due_at > now() as later from mails where recipient_id = $1 and sent_at is null', [recipient]);
    await tx.query('delete from mails where recipient_id = $1', [recipient]);
    return [letters, row];
  });

  expect(claimed).toEqual([[], { later: true }]);
}, 20_000);
