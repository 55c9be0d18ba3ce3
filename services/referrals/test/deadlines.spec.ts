import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReceiveReferral, RecallReferral, ReferralDetails, ReferralTimeline, ReplyDueDate, DraftReferral, SendReferral, UnansweredCount } from '@knutpunkt/contracts';
import { TestHub, World, eventually } from '@knutpunkt/testing';
import { Client } from 'pg';
import { referrals } from '../src/index.js';
import { endOf, morningAfter, workingDaysAfter } from '../src/time/working-days.js';
import { delivered, refusal, request, twoSides } from './two-sides.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([referrals]);
  world = new World(hub, ['referrals']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

/** Lets the time come that something is due for a request's receiver. */
const fallDue = (referralId: string, kind: string) =>
  hub.asAdmin('referrals', "update due set at = now() where kind = $2 and state = 'pending' and subject_id in (select id::text from sides where referral_id = $1)", [referralId, kind]);
const reminded = (referralId: string) => hub.asAdmin('referrals', "select from outbox where envelope->>'type' like '%receipt-reminded%' and envelope->>'subject' = $1", [referralId]);
const pending = (referralId: string) => hub.asAdmin<{ kind: string }>('referrals', "select kind from due where state = 'pending' and subject_id in (select id::text from sides where referral_id = $1)", [referralId]);

describe('the reply due date', () => {
  it('is counted in working days from the day of sending', async () => {
    const { eva, kpol } = await twoSides(world);
    const { id: referralId } = await hub.ask(DraftReferral, eva, { ...request(kpol.id), replyWithin: 7 });

    const sent = await hub.ask(SendReferral, eva, { referralId });

    expect(sent).toMatchObject({ replyDue: workingDaysAfter(new Date(sent.sentAt!), 7), receiptDue: workingDaysAfter(new Date(sent.sentAt!), 2), replyWithin: 7, late: false });
    expect(await hub.ask(ReplyDueDate, eva, { workingDays: 7 })).toEqual({ date: sent.replyDue });
    const [row] = await hub.asAdmin<{ reply_due_at: Date }>('referrals', 'select reply_due_at from referrals where id = $1', [referralId]);
    expect(row!.reply_due_at).toEqual(endOf(sent.replyDue!));
  });
});

describe('without a receipt in two working days', () => {
  it('the function is reminded on the next working morning, once', async () => {
    const sides = await twoSides(world);
    const referralId = await delivered(hub, sides);
    const { receiptDue } = await hub.ask(ReferralDetails, sides.kim, { referralId });
    const [planned] = await hub.asAdmin<{ at: Date }>('referrals', "select at from due where kind = 'receipt-missing' and subject_id in (select id::text from sides where referral_id = $1)", [referralId]);
    expect(planned!.at).toEqual(morningAfter(receiptDue!));

    await fallDue(referralId, 'receipt-missing');

    await eventually(async () => expect(await reminded(referralId)).toHaveLength(1));
    expect((await hub.ask(ReferralTimeline, sides.eva, { referralId })).items.map((i) => i.what)).toEqual(['sent', 'delivered', 'reminded']);
    expect(await pending(referralId)).toEqual([]);
  });

  it('nobody is reminded of what was received, and nothing recalled is delivered', async () => {
    const sides = await twoSides(world);
    const received = await delivered(hub, sides);
    await hub.ask(ReceiveReferral, sides.kim, { referralId: received });
    await fallDue(received, 'receipt-missing');
    const { id: recalled } = await hub.ask(DraftReferral, sides.eva, request(sides.kpol.id));
    await hub.ask(SendReferral, sides.eva, { referralId: recalled });
    await hub.ask(RecallReferral, sides.eva, { referralId: recalled });

    await eventually(async () => expect(await pending(received)).toEqual([]));
    await eventually(async () => expect((await pending(recalled)).map((d) => d.kind)).not.toContain('deliver'));
    expect(await reminded(received)).toEqual([]);
    const { items } = await hub.ask(ReferralTimeline, sides.eva, { referralId: recalled });
    const ways = [['sent', 'recalled'], ['sent', 'delivered', 'recalled']];
    expect(ways).toContainEqual(items.map((i) => i.what));
    expect(await refusal(hub.ask(ReferralDetails, sides.kim, { referralId: recalled }))).toBe(items.length === 2 ? 'not-found' : 'allowed');
  });

  it('a step that had to wait for another stands behind it in the timeline', async () => {
    const sides = await twoSides(world);
    const referralId = await delivered(hub, sides);
    const other = new Client({ connectionString: hub.adminUrl });
    await other.connect();
    await other.query('begin');
    await other.query('select from referrals.referrals where id = $1 for update', [referralId]);
    const recalling = hub.ask(RecallReferral, sides.eva, { referralId });
    await eventually(async () => expect((await other.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rowCount).toBe(1));

    const over = new Date();
    await other.query('commit');
    await other.end();

    await recalling;
    const { items } = await hub.ask(ReferralTimeline, sides.eva, { referralId });
    expect(items.map((i) => i.what)).toEqual(['sent', 'delivered', 'recalled']);
    expect(new Date(items.at(-1)!.at) >= over).toBe(true);
  });

  it('the coordinator of the organisation sees how many, and no more', async () => {
    const sides = await twoSides(world);
    const referralId = await delivered(hub, sides);
    const count = () => hub.ask(UnansweredCount, sides.ove, {});
    expect(await count()).toEqual({ unanswered: 0 });

    await hub.asAdmin('referrals', "update referrals set receipt_due_at = now() - interval '1 minute' where id = $1", [referralId]);

    expect(await count()).toEqual({ unanswered: 1 });
    expect(await refusal(hub.ask(ReferralDetails, sides.ove, { referralId }))).toBe('not-found');
    expect(await refusal(hub.ask(UnansweredCount, sides.kim, {}))).toBe('not-allowed');
    await hub.ask(ReceiveReferral, sides.kim, { referralId });
    expect(await count()).toEqual({ unanswered: 0 });
  });
});
