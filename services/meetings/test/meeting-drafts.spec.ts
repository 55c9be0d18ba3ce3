import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangeMeetingDraft, DiscardMeetingDraft, DraftMeeting, GroupChanged, MeetingDetails, MeetingDraftDetails, MeetingDrafts, RecordHeldMeeting, ScheduleMeeting, ScheduleSeries, UpcomingMeetings, type MeetingDraftView, type RawInput } from '@knutpunkt/contracts';
import { TestHub, World, eventually, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { endDraftsFor } from '../src/drafts/end-drafts.js';
import { lockGroup } from '../src/following/membership.js';
import { aGroup, inDays, never } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const half = { occasion: { date: 'nästa to', starts: '930' } };
const draft = (as: TestPerson, more: Partial<RawInput<typeof DraftMeeting>> = {}): Promise<MeetingDraftView> => hub.ask(DraftMeeting, as, { ...half, ...more });
const opened = (as: TestPerson, { id }: MeetingDraftView): Promise<MeetingDraftView> => hub.ask(MeetingDraftDetails, as, { meetingDraftId: id });
const listed = async (as: TestPerson): Promise<string[]> => (await hub.ask(MeetingDrafts, as, {})).items.map(({ id }) => id);
const slug = async (answer: ReturnType<typeof hub.answer>): Promise<string> => { const given = await answer; return 'problem' in given ? given.problem.type.split(':').at(-1)! : String(given.status); };
const when = { starts: `${inDays(7)}T13:30`, ends: `${inDays(7)}T15:00` };
const kept = ({ id }: MeetingDraftView) => hub.asAdmin('meetings', 'select from meeting_drafts where id = $1', [id]);
const done = async ({ id }: MeetingDraftView): Promise<string[]> => (await hub.asAdmin<{ action: string }>('meetings', 'select action from audit where object_id = $1 order by at', [id])).map(({ action }) => action);
const events = async (): Promise<number> => (await hub.asAdmin<{ n: number }>('meetings', 'select count(*)::int as n from outbox'))[0]!.n;

describe('a meeting that is prepared', () => {
  it('is kept as it was typed, half or whole, listed with the latest first, changed and thrown away', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const [anna, unit] = [kpol.id, await world.function(eva.organisation, 'Fältgruppen', [])];
    await world.settled();
    const repeat = { repeats: true, how: 'nth' as const, end: 'count' as const, until: '', count: 'tolv', skipHolidays: false, skipWeeks: '8, 27–31', skipDays: ['2027-01-05'], extraDays: [] };

    const first = await draft(eva);
    const whole = await draft(eva, { groupId: group.id, title: 'Läget', about: 'Vad vi ser', place: 'Rådhuset', link: 'teams', people: [anna], functions: [unit.id], occasion: { ...half.occasion, ends: '11', endsOffset: '+01:00', repeat } });

    expect(first).toMatchObject({ version: '1', group: null, title: '', occasion: { whom: 'group', held: false, date: 'nästa to', starts: '930', ends: '' }, people: [], missing: 0 });
    expect(Date.parse(first.removedAt) - Date.parse(first.savedAt)).toBe(90 * 86_400_000);
    expect(await opened(eva, whole)).toEqual(whole);
    expect(whole).toMatchObject({ group: { id: group.id, name: group.name }, about: 'Vad vi ser', link: 'teams', people: [{ id: anna }], functions: [{ id: unit.id, name: 'Fältgruppen' }], occasion: { endsOffset: '+01:00', repeat } });
    expect(await listed(eva)).toEqual([whole.id, first.id]);

    const changed = await hub.ask(ChangeMeetingDraft, eva, { meetingDraftId: first.id, ...half, title: 'Något annat' }, { ifMatch: '1' });
    expect(changed).toMatchObject({ version: '2', title: 'Något annat' });
    expect(await listed(eva)).toEqual([first.id, whole.id]);
    expect(await slug(hub.answer(ChangeMeetingDraft, eva, { meetingDraftId: first.id, ...half }, { ifMatch: '1' }))).toBe('stale');
    expect(await slug(hub.answer(DiscardMeetingDraft, eva, { meetingDraftId: first.id }, { ifMatch: '1' }))).toBe('stale');
    await hub.ask(DiscardMeetingDraft, eva, { meetingDraftId: first.id }, { ifMatch: '2' });
    expect(await listed(eva)).toEqual([whole.id]);
    expect(await done(first)).toEqual(['meeting.draft-begun', 'meeting.draft-saved', 'meeting.draft-discarded']);
  });

  it('waits for whoever follows its group before it is held, so that neither waits for the other', async () => {
    const { eva, group } = await aGroup(world);
    const mine = await draft(eva, { groupId: group.id });
    const db = await hub.db('meetings');
    let saving: Promise<unknown> | undefined;

    await db.work('directory', async (tx) => {
      await lockGroup(tx, group.id, 'following');
      saving = hub.answer(ChangeMeetingDraft, eva, { meetingDraftId: mine.id, ...half, groupId: group.id }, { ifMatch: '1' });
      await eventually(async () => expect(await hub.asAdmin('meetings', "select from pg_locks where locktype = 'advisory' and not granted")).not.toEqual([]));
      await endDraftsFor(tx, group.id);
    });

    expect(await saving).toMatchObject({ problem: { status: 404 } });
  });

  it('is saved once although the request is repeated', async () => {
    const { eva } = await aGroup(world);
    const again = () => hub.ask(DraftMeeting, eva, half, { idempotencyKey: 'the-same-request' });

    expect(await again()).toEqual(await again());
    expect(await listed(eva)).toHaveLength(1);
  });

  it('is told to nobody, and does not exist for others, with the same answer as for what never was', async () => {
    const { eva, rektor, kpol, outsider, group } = await aGroup(world);
    const before = await events();
    const mine = await draft(eva, { groupId: group.id, title: 'Läget' });
    await hub.ask(ChangeMeetingDraft, eva, { meetingDraftId: mine.id, ...half, groupId: group.id }, { ifMatch: '1' });

    for (const other of [rektor, kpol, outsider]) {
      expect(await listed(other)).toEqual([]);
      for (const [op, more] of [[MeetingDraftDetails, {}], [ChangeMeetingDraft, half], [DiscardMeetingDraft, {}]] as const) {
        const ask = (meetingDraftId: string) => hub.answer(op, other, { meetingDraftId, ...more } as never, { ifMatch: '2' });
        const hidden = await ask(mine.id);
        expect(hidden).toEqual(await ask(never));
        expect(hidden).toMatchObject({ problem: { status: 404 } });
      }
    }
    const calling = (meetingDraftId: string) => hub.answer(ScheduleMeeting, outsider, { ...when, people: [outsider.id, kpol.id], meetingDraftId });
    expect(await calling(mine.id)).toEqual(await calling(never));
    expect(await events()).toBe(before);
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items).toEqual([]);
  });

  it('takes nobody who could not be called, hidden and absent alike, and counts who has left since', async () => {
    const { eva, koping, outsider, kpol } = await aGroup(world);
    const anna = await world.person(koping, 'Anna');
    await world.settled();
    const asked = (other: string) => hub.answer(DraftMeeting, eva, { ...half, people: [kpol.id, other] });

    expect(await asked(outsider.id)).toEqual(await asked(never));
    expect(await asked(outsider.id)).toMatchObject({ problem: { status: 422, errors: [{ pointer: '/people/1' }] } });
    const mine = await draft(eva, { people: [kpol.id, anna.id] });
    await world.leave(anna);
    expect(await opened(eva, mine)).toMatchObject({ people: [{ id: kpol.id }], missing: 1 });
  });

  it('takes no identity number anywhere, and no group of others', async () => {
    const { eva, outsider, group } = await aGroup(world);

    for (const more of [{ title: '19121212-1212' }, { place: 'hos 121212-1212' }, { occasion: { starts: '121212-1212' } }]) expect(await slug(hub.answer(DraftMeeting, eva, { ...half, ...more }))).toBe('personal-identity-number');
    const asked = (groupId: string) => hub.answer(DraftMeeting, outsider, { ...half, groupId });
    expect(await slug(asked(group.id))).toBe('unknown-group');
    expect(await asked(group.id)).toEqual(await asked(never));
  });

  it('is one of fifty at most', async () => {
    const { eva } = await aGroup(world);
    await draft(eva);
    await hub.asAdmin('meetings', "insert into meeting_drafts select gen_random_uuid(), 1, person_id, null, 'GENERAL', '', '', '', '', '{}', '{}', occasion, saved_at from meeting_drafts, generate_series(1, 49) where person_id = $1", [eva.id]);

    expect(await slug(hub.answer(DraftMeeting, eva, half))).toBe('too-many-meeting-drafts');
    expect(await listed(eva)).toHaveLength(50);
  });
});

describe('calling from a draft', () => {
  it('makes the meeting and ends the draft, once although the request is repeated', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const mine = await draft(eva, { groupId: group.id, title: 'Läget' });
    const call = (idempotencyKey: string) => hub.answer(ScheduleMeeting, eva, { ...when, groupId: group.id, title: 'Läget', meetingDraftId: mine.id, meetingDraftVersion: '1' }, { idempotencyKey });

    const [one, twin] = await Promise.all([call('call-draft'), call('call-draft')]);
    expect(one).toEqual(twin);
    expect(await call('call-draft')).toEqual(one);
    expect(await slug(call('call-draft-anew'))).toBe('not-found');
    expect(await slug(hub.answer(MeetingDraftDetails, eva, { meetingDraftId: mine.id }))).toBe('not-found');
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items).toMatchObject([{ title: 'Läget' }]);
    expect(await done(mine)).toEqual(['meeting.draft-begun', 'meeting.draft-called']);
  });

  it('from two windows makes one meeting', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const mine = await draft(eva, { groupId: group.id });

    const answers = await Promise.all([1, 2, 3].map(() => slug(hub.answer(ScheduleMeeting, eva, { ...when, groupId: group.id, meetingDraftId: mine.id }))));

    expect(answers.toSorted()).toEqual(['201', 'not-found', 'not-found']);
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items).toHaveLength(1);
  });

  it('keeps the draft where the call is refused, and is refused where another version was seen', async () => {
    const { eva, group } = await aGroup(world);
    const mine = await draft(eva, { groupId: group.id });
    await hub.ask(ChangeMeetingDraft, eva, { meetingDraftId: mine.id, ...half, groupId: group.id }, { ifMatch: '1' });
    const call = (more: Partial<RawInput<typeof ScheduleMeeting>>) => slug(hub.answer(ScheduleMeeting, eva, { ...when, groupId: group.id, meetingDraftId: mine.id, ...more }));

    expect(await call({ meetingDraftVersion: '1' })).toBe('stale');
    expect(await call({ meetingDraftVersion: '2', starts: `${inDays(-7)}T13:30`, ends: `${inDays(-7)}T15:00` })).toBe('meeting-in-the-past');
    expect(await listed(eva)).toEqual([mine.id]);
  });

  it('makes a series, or enters a meeting that has been held, in the same way', async () => {
    const { eva, kpol, group } = await aGroup(world);
    const [one, other] = [await draft(eva, { groupId: group.id }), await draft(eva, { groupId: group.id })];
    const series = { groupId: group.id, firstDay: inDays(20), time: '10:00', minutes: 60, rule: 'FREQ=WEEKLY;COUNT=3', skipHolidays: false };
    const held = { starts: `${inDays(-7)}T13:30`, ends: `${inDays(-7)}T15:00`, groupId: group.id };

    expect((await hub.ask(ScheduleSeries, eva, { ...series, meetingDraftId: one.id, meetingDraftVersion: '1' })).meetings).toHaveLength(3);
    expect(await slug(hub.answer(ScheduleSeries, eva, { ...series, meetingDraftId: one.id }))).toBe('not-found');
    const { id } = await hub.ask(RecordHeldMeeting, eva, { ...held, meetingDraftId: other.id });
    expect(await slug(hub.answer(RecordHeldMeeting, eva, { ...held, meetingDraftId: other.id }))).toBe('not-found');
    expect(await hub.ask(MeetingDetails, kpol, { meetingId: id })).toMatchObject({ status: 'held' });
    expect((await hub.ask(UpcomingMeetings, kpol, {})).items).toHaveLength(3);
    expect(await listed(eva)).toEqual([]);
  });
});

describe('a draft is forgotten', () => {
  it('when one has left its group: it is gone at once, and calling is refused beside the group', async () => {
    const { eva, koping, group } = await aGroup(world);
    const colleague = await world.person(koping, 'Kollegan');
    const [mine, without] = [await draft(eva, { groupId: group.id, title: 'Läget' }), await draft(eva)];

    await world.end(group, eva);

    expect(await slug(hub.answer(MeetingDraftDetails, eva, { meetingDraftId: mine.id }))).toBe('not-found');
    expect(await listed(eva)).toEqual([without.id]);
    await eventually(async () => expect(await kept(mine)).toEqual([]));
    const refused = await hub.answer(ScheduleMeeting, eva, { ...when, groupId: group.id, people: [colleague.id], meetingDraftId: mine.id });
    expect(refused).toMatchObject({ problem: { type: expect.stringContaining('unknown-group'), errors: [{ pointer: '/groupId' }] } });
  });

  it('when its group is archived, and when its person has left, but not when the group rests', async () => {
    const { eva, kpol, koping, group } = await aGroup(world);
    const [mine, his] = [await draft(eva, { groupId: group.id }), await draft(kpol)];
    const becomes = async (status: 'dormant' | 'archived'): Promise<void> => {
      await world.tell(GroupChanged, group.id, { id: group.id, name: group.name, level: 'GENERAL', ownerAuthorityId: koping.authorityId, requiredAssuranceLevel: 2, status });
      await world.settled();
    };

    await becomes('dormant');
    expect(await listed(eva)).toEqual([mine.id]);
    expect(await slug(hub.answer(ScheduleMeeting, eva, { ...when, groupId: group.id, meetingDraftId: mine.id }))).toBe('group-rests');
    await becomes('archived');
    await eventually(async () => expect(await kept(mine)).toEqual([]));
    await world.leave(kpol);
    await eventually(async () => expect(await kept(his)).toEqual([]));
  });

  it('90 days after it was saved last, and not before', async () => {
    const { eva } = await aGroup(world);
    const [old, young] = [await draft(eva), await draft(eva)];
    const planned = ({ id }: MeetingDraftView) => hub.asAdmin<{ days: number }>('meetings', "select round(extract(epoch from at - now()) / 86400)::int as days from due where kind = 'meeting-draft-removed' and subject_id = $1 and state = 'pending'", [id]);
    const falls = ({ id }: MeetingDraftView) => hub.asAdmin('meetings', "update due set at = now() where kind = 'meeting-draft-removed' and subject_id = $1 and state = 'pending'", [id]);
    expect(await planned(old)).toEqual([{ days: 90 }]);

    await hub.asAdmin('meetings', "update meeting_drafts set saved_at = now() - interval '91 days' where id = $1", [old.id]);
    await hub.asAdmin('meetings', "update meeting_drafts set saved_at = now() - interval '80 days' where id = $1", [young.id]);
    for (const one of [old, young]) await falls(one);

    await eventually(async () => expect(await kept(old)).toEqual([]), 30_000);
    await eventually(async () => expect(await planned(young)).toEqual([{ days: 10 }]), 30_000);
    expect(await listed(eva)).toEqual([young.id]);
    expect(await done(old)).toEqual(['meeting.draft-begun', 'meeting.draft-removed']);
  });
});
