import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangeMeetingDraft, DraftMeeting, MeetingDraftDetails, MeetingDrafts, type MeetingDraftView, type RawInput } from '@knutpunkt/contracts';
import { TestHub, World, type TestPerson } from '@knutpunkt/testing';
import { meetings } from '../src/index.js';
import { keepNoWordsAtIndividualLevel } from '../src/migrations/1771700115000-keep-no-words-at-individual-level.js';
import { aGroup } from './a-group.js';

let hub: TestHub;
let world: World;

beforeAll(async () => {
  hub = await TestHub.start([meetings]);
  world = new World(hub, ['meetings']);
}, 60_000);
afterAll(() => hub.stop(), 20_000);

const repeat = { repeats: true, how: 'weekly' as const, end: 'count' as const, until: '', count: '', skipHolidays: false, skipWeeks: '', skipDays: [], extraDays: [] };
const highest = (person: TestPerson): TestPerson => ({ ...person, assuranceLevel: 3 }) as TestPerson;
const half = { occasion: { date: 'nästa to', starts: '930' } };
const draft = (as: TestPerson, more: Partial<RawInput<typeof DraftMeeting>> = {}): Promise<MeetingDraftView> => hub.ask(DraftMeeting, as, { ...half, ...more });
const opened = (as: TestPerson, { id }: MeetingDraftView): Promise<MeetingDraftView> => hub.ask(MeetingDraftDetails, as, { meetingDraftId: id });
const listed = async (as: TestPerson): Promise<string[]> => (await hub.ask(MeetingDrafts, as, {})).items.map(({ id }) => id);
const slug = async (answer: ReturnType<typeof hub.answer>): Promise<string> => { const given = await answer; return 'problem' in given ? given.problem.type.split(':').at(-1)! : String(given.status); };
const done = async ({ id }: MeetingDraftView): Promise<string[]> => (await hub.asAdmin<{ action: string }>('meetings', 'select action from audit where object_id = $1 order by at', [id])).map(({ action }) => action);

describe('a meeting that is prepared for an individual-level group', () => {
  it('takes no text and nobody else, and does not exist below the group\'s level', async () => {
    const { eva, outsider, group } = await aGroup(world, { level: 'INDIVIDUAL' });
    const high = highest(eva);

    expect(await slug(hub.answer(DraftMeeting, high, { ...half, groupId: group.id, title: 'X' }))).toBe('text-in-individual-group');
    expect(await slug(hub.answer(DraftMeeting, high, { ...half, groupId: group.id, about: 'X' }))).toBe('text-in-individual-group');
    expect(await slug(hub.answer(DraftMeeting, high, { occasion: {}, groupId: group.id, people: [outsider.id] }))).toBe('only-members-at-individual-level');
    expect(await slug(hub.answer(DraftMeeting, eva, { ...half, groupId: group.id }))).toBe('unknown-group');
    const figures = { occasion: { date: '2027-01-05', starts: '09.30', ends: '11', repeat: { ...repeat, skipWeeks: 'v. 8, 27–31' } } };
    const mine = await draft(high, { ...figures, groupId: group.id, place: 'Rådhuset', link: 'https://mote.example.se/1' });
    expect(await listed(high)).toEqual([mine.id]);
    expect(await hub.asAdmin('meetings', "select details from audit where actor_id = $1 and action = 'meeting.draft-list'", [eva.id])).toEqual([{ details: { drafts: [mine.id] } }]);
    expect(await listed(eva)).toEqual([]);
    expect(await slug(hub.answer(MeetingDraftDetails, eva, { meetingDraftId: mine.id }))).toBe('not-found');
    expect(await done(mine)).toContain('meeting.draft-read');
  });

  it('takes no words as its link or its times either, and neither does the table', async () => {
    const { eva, group } = await aGroup(world, { level: 'INDIVIDUAL' });
    const [high, of] = [highest(eva), { groupId: group.id }];
    const mine = await draft(high, { ...of, occasion: {} });
    const words = 'Träffa mamman om hemmet';
    const inRepeat = (field: string) => ({ occasion: { repeat: { ...repeat, [field]: words } } });
    const wrong: [string, Partial<RawInput<typeof DraftMeeting>>][] = [
      ['link', { link: words }], ['link', { link: `https://x.se/${words}` }], ['link', { link: 'http://x.se' }], ['date', { occasion: { date: words } }], ['starts', { occasion: { starts: words } }], ['ends', { occasion: { ends: words } }],
      ['until', inRepeat('until')], ['count', inRepeat('count')], ['skipWeeks', inRepeat('skipWeeks')],
    ];

    for (const [field, more] of wrong) {
      const refused = { problem: { type: expect.stringContaining('text-in-individual-group'), errors: [{ pointer: `/${field}` }] } };
      expect(await hub.answer(DraftMeeting, high, { occasion: {}, ...of, ...more })).toMatchObject(refused);
      expect(await hub.answer(ChangeMeetingDraft, high, { meetingDraftId: mine.id, occasion: {}, ...of, ...more }, { ifMatch: '1' })).toMatchObject(refused);
    }
    for (const set of [`link = '${words}'`, `link = 'https://x.se/${words}'`, `occasion = '{"date": "${words}"}'`, `occasion = '{"repeat": {"skipWeeks": "${words}"}}'`]) {
      await expect(hub.asAdmin('meetings', `update meeting_drafts set ${set} where id = $1`, [mine.id])).rejects.toThrow('meeting_drafts_without_words');
    }
  });

  it('loses what words it held before, and nothing else', async () => {
    const { eva, group } = await aGroup(world, { level: 'INDIVIDUAL' });
    const high = highest(eva);
    const [mine, sound] = [await draft(high, { groupId: group.id, place: 'Rådhuset', occasion: {} }), await draft(high, { groupId: group.id, link: 'https://mote.example.se/1', occasion: { date: '2027-01-05' } })];
    await hub.asAdmin('meetings', 'alter table meeting_drafts drop constraint meeting_drafts_without_words');
    await hub.asAdmin('meetings', "update meeting_drafts set link = 'teams', occasion = occasion || '{\"date\": \"nästa to\", \"repeat\": {\"skipWeeks\": \"sport\"}}' where id = $1", [mine.id]);

    await hub.asAdmin('meetings', ['set role meetings_owner', ...keepNoWordsAtIndividualLevel.up('meetings')].join('; '));

    const after = await opened(high, mine);
    expect(after).toMatchObject({ link: '', place: 'Rådhuset', occasion: { date: '', starts: '' } });
    expect(after.occasion).not.toHaveProperty('repeat');
    expect(await opened(high, sound)).toEqual(sound);
  });
});
