import { describe, expect, it } from '@jest/globals';
import type { MeetingView, PersonRef } from '@knutpunkt/contracts';
import { copied } from './copied.js';

const organisation = { id: 'o', name: 'Köping' };
const someone = (id: string) => ({ id, name: `Namn ${id}`, title: 'Handläggare', organisation }) as PersonRef;
const participant = (id: string, over: object) => ({ id: `p-${id}`, person: someone(id), function: null, organisation, via: 'direct', reply: { answer: 'yes' }, removed: false, may: [], ...over });
const content = (participants: object[], list = 'open') => ({ list, title: 'Läget', about: 'Skolorna', participants }) as NonNullable<MeetingView['content']>;
const meeting = (over: Partial<MeetingView> = {}) => ({ startsAt: '2027-03-27T08:30:00Z', endsAt: '2027-03-27T10:00:00Z', place: 'Rådhuset', link: '', group: { id: 'g', name: 'Styrgruppen' }, ...over }) as MeetingView;

describe('a copy of a meeting', () => {
  it('has the hours that the clock showed, and no date', () => {
    expect(copied(meeting(), content([]), 'funktion')).toMatchObject({ date: '', starts: '09.30', ends: '11.00', place: 'Rådhuset', title: 'Läget', about: 'Skolorna', whom: 'group', groupId: 'g', chosen: [] });
  });

  it('invites the others who were invited beside the group, and nobody who was taken off', () => {
    const role = { function: { id: 'f', name: 'Kommunpolisen', organisation }, person: null };
    const { chosen } = copied(meeting(), content([participant('anna', {}), participant('bo', { via: 'group' }), participant('eva', { via: 'organiser' }), participant('dan', { removed: true }), participant('x', role)]), 'funktion');

    expect(chosen).toEqual([{ value: 'person:anna', label: 'Namn anna, Handläggare – Köping' }, { value: 'function:f', label: 'Kommunpolisen (funktion) – Köping' }]);
  });

  it.each([['open', false], ['leaders', true], ['hidden', true]])('shows who comes to whom the meeting showed it: %s', (list, listHidden) => {
    expect(copied(meeting(), content([], list), 'funktion').listHidden).toBe(listHidden);
  });

  it('of a meeting without a group is for chosen people', () => {
    expect(copied(meeting({ group: null }), content([]), 'funktion')).toMatchObject({ whom: 'people', groupId: '' });
  });
});
