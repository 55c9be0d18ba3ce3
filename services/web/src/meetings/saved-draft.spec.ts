import { describe, expect, it } from '@jest/globals';
import { DraftMeeting, MeetingDraftView } from '@knutpunkt/contracts';
import { emptyDraft, type Draft } from './draft.js';
import { SavableDraft, draftOf, savedOf } from './saved-draft.js';

const group = '018f0000-0000-7000-8000-000000000001';
const person = '018f0000-0000-7000-8000-000000000002';
const unit = '018f0000-0000-7000-8000-000000000003';
const organisation = { id: '018f0000-0000-7000-8000-000000000004', code: 'KOP', name: 'Köping' };
const chosen = [{ value: `person:${person}`, label: 'Anna, Rektor – Köping' }, { value: `function:${unit}`, label: 'Fältgruppen (funktion) – Köping' }];
const half: Draft = {
  ...emptyDraft(group), chosen, date: 'nästa to', starts: '930', endsOffset: '+01:00', repeats: true, repeatHow: 'nth', repeatEnd: 'count', count: 'tolv', skipWeeks: '8, 27–31', skipDays: ['2027-01-05'],
  place: 'Stadshuset', link: 'teams', title: 'Läget', about: 'Skolorna', held: true,
};

/** What the hub answers when that has been saved. */
const answered = (said: ReturnType<typeof savedOf>): MeetingDraftView => {
  const { groupId, people: _, functions: __, ...kept } = DraftMeeting.input.parse(said);
  const people = [{ id: person, name: 'Anna', title: 'Rektor', organisation }];
  const functions = [{ id: unit, name: 'Fältgruppen', organisation }];
  return MeetingDraftView.parse({ ...kept, id: person, version: '3', group: groupId ? { id: groupId, name: 'Gruppen' } : null, groupLevel: 'GENERAL', savedAt: '2026-11-29T12:00:00.000Z', removedAt: '2027-02-27T12:00:00.000Z', people, functions, missing: 0 });
};

describe('a draft that is saved in the hub', () => {
  it('comes back as it was typed', () => {
    expect(draftOf(answered(savedOf(half, false)), 'funktion')).toEqual({ ...half, saved: { id: person, version: '3' } });
  });

  it('comes back for chosen people too, and where nothing of it is typed', () => {
    const people: Draft = { ...emptyDraft(), whom: 'people', chosen };

    expect(draftOf(answered(savedOf(people, false)), 'funktion')).toEqual({ ...people, saved: { id: person, version: '3' } });
  });

  it('holds neither text nor others than members for a group at individual level', () => {
    expect(DraftMeeting.input.parse(savedOf(half, true))).toMatchObject({ groupId: group, people: [], functions: [], title: '', about: '', place: 'Stadshuset' });
  });

  it('is said in figures for a group at individual level, as far as it can be read', () => {
    const typed: Draft = { ...half, date: 'fredag 1 jan 2027', starts: 'kl. 9.30', until: '1 juni 2027', skipWeeks: 'vecka 8; v. 9' };

    expect(savedOf(typed, true).occasion).toMatchObject({ date: '2027-01-01', starts: '09:30', ends: '', repeat: { until: '2027-06-01', count: 'tolv', skipWeeks: 'v 8, v. 9' } });
    expect(savedOf(typed, false).occasion).toMatchObject({ date: 'fredag 1 jan 2027', starts: 'kl. 9.30', repeat: { until: '1 juni 2027', skipWeeks: 'vecka 8; v. 9' } });
  });

  it.each<[Partial<Draft>, string[]]>([
    [{}, []],
    [{ date: 'x', starts: 'x', link: 'x' }, []],
    [{ title: 'x'.repeat(151) }, ['title']],
    [{ about: 'a\u202eb', link: 'x'.repeat(501) }, ['about', 'link']],
  ])('may be half, but is stopped at a text that cannot be kept: %j', (typed, fields) => {
    expect((SavableDraft.safeParse({ ...half, ...typed }).error?.issues ?? []).map(({ path }) => path[0])).toEqual(fields);
  });
});
