import { describe, expect, it } from '@jest/globals';
import { ScheduleMeeting } from '@knutpunkt/contracts';
import { KeptDraft, callOf, emptyDraft, type Draft } from './draft.js';
import { SendableDraft } from './draft-faults.js';

const group = '018f0000-0000-7000-8000-000000000001';
const person = '018f0000-0000-7000-8000-000000000002';
const role = '018f0000-0000-7000-8000-000000000003';
const chosen = [
  { value: `person:${person}`, label: 'Anna' },
  { value: `function:${role}`, label: 'Kommunpolisen' },
];
const draft = (typed: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(group),
  date: '1/12 2026',
  starts: '930',
  ends: '11',
  place: 'Stadshuset',
  title: 'Läget',
  about: 'Skolorna',
  ...typed,
});

const faults = (typed: Partial<Draft>): Record<string, string> =>
  Object.fromEntries((SendableDraft.safeParse(draft(typed)).error?.issues ?? []).map((issue) => [String(issue.path[0]), issue.message]));

describe('a draft', () => {
  it('is sent as what the hub takes', () => {
    const sent = callOf(draft({ chosen }), false);
    expect(sent).toMatchObject({ starts: '2026-12-01T09:30', ends: '2026-12-01T11:00', groupId: group, people: [person], functions: [role], title: 'Läget' });
    expect(ScheduleMeeting.input.safeParse(sent).success).toBe(true);
    expect([sent.listHidden, callOf(draft({ listHidden: true }), false).listHidden]).toEqual([false, true]);
  });

  it('that this tab kept before drafts were saved in the hub is one that has not been saved, and whose list is open', () => {
    const { saved: _, listHidden: __, ...earlier } = draft({ chosen });

    expect(KeptDraft.safeParse(earlier).data).toEqual(draft({ chosen }));
  });

  it('is sent with the offset that was chosen where the clock shows the time twice', () => {
    expect(callOf(draft({ date: '2027-10-31', starts: '2.30', ends: '4', startsOffset: '+01:00' }), false).starts).toBe('2027-10-31T02:30+01:00');
  });

  it('is sent without texts and without others than members to a group at individual level', () => {
    const sent = callOf(draft({ chosen }), true);
    expect(Object.keys(sent)).not.toContain('title');
    expect(Object.keys(sent)).not.toContain('about');
    expect(sent).toMatchObject({ people: [], functions: [] });
  });

  it('is sent without a group when people are chosen', () => {
    expect(Object.keys(callOf(draft({ whom: 'people', chosen }), false))).not.toContain('groupId');
  });

  it('is stopped with all its faults at once', () => {
    expect(faults({ groupId: '', date: '', starts: '', ends: 'x', link: 'x' })).toEqual({
      groupId: 'field.group.missing',
      date: 'field.date.missing',
      starts: 'field.time.missing',
      ends: 'field.time.invalid',
      link: 'field.link.invalid',
    });
  });

  it('can be sent when everything can be read', () => {
    expect(faults({})).toEqual({});
  });

  it.each<[Partial<Draft>, Record<string, string>]>([
    [{ date: '' }, { date: 'field.date.missing' }],
    [{ date: '31/11' }, { date: 'field.date.invalid' }],
    [{ starts: '25' }, { starts: 'field.time.invalid' }],
    [{ ends: '' }, { ends: 'field.time.missing' }],
    [{ ends: '9' }, { ends: 'field.ends.beforeStart' }],
    [{ groupId: '' }, { groupId: 'field.group.missing' }],
    [{ whom: 'people' }, { chosen: 'field.people.missing' }],
    [{ link: 'http://x.se' }, { link: 'field.link.invalid' }],
    [{ title: 'x'.repeat(151) }, { title: 'field.tooLong' }],
    [{ about: 'a\u202eb' }, { about: 'field.unreadable' }],
  ])('is stopped at the field: %j', (typed, expected) => {
    expect(faults(typed)).toEqual(expected);
  });
});
