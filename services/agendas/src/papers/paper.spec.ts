import { expect, it } from '@jest/globals';
import type { AgendaView } from '@knutpunkt/contracts';
import { paperOf } from './paper.js';

const koping = { id: 'o', name: 'Köpings kommun' };
const presence = (over: object) => ({ id: 'p', version: 'p1', person: null, guest: null, substituteFor: null, from: '2027-01-21T08:00:00.000Z', to: null, may: [], ...over });
const agenda = {
  meetingId: 'm', version: 'v', status: 'open', groupLevel: 'GENERAL', group: { id: 'g', name: 'Strategiskt Brå Köping' }, startsAt: '2027-01-21T08:00:00.000Z', endsAt: '2027-01-21T10:30:00.000Z', zone: 'Europe/Stockholm', place: '',
  lockedAt: null, lockedBy: null, items: [], proposals: [], order: { version: 'o' }, minutes: { planned: 0, meeting: 150 }, openActions: [], authorities: [], people: [], functions: [], may: [], list: 'open',
  presence: [
    presence({ person: { id: 'b', name: 'Brita Samverin', organisation: koping } }),
    presence({ guest: { name: 'Gunilla Gäst', organisation: 'Brottsofferjouren' }, to: '2027-01-21T09:15:00.000Z' }),
  ],
} as AgendaView;

it('names those who were present, with their times, and a guest as one', () => {
  expect(paperOf(agenda, { kind: 'notes', readers: 'Alla deltagare', now: new Date('2027-01-22T08:00:00Z') })).toMatchObject({
    peopleTitle: 'Närvarande', people: ['Brita Samverin, Köpings kommun, 09.00–', 'Gunilla Gäst, Brottsofferjouren (gäst), 09.00–10.15'],
  });
});

it.each([['agenda', 'Kallade'], ['notes', 'Närvarande']] as const)('says where the list is shown to others alone: %s', (kind, title) => {
  const titleOf = (list: AgendaView['list']): string => paperOf({ ...agenda, list }, { kind, readers: 'Brita', now: new Date('2027-01-22T08:00:00Z') }).peopleTitle;

  expect((['open', 'leaders', 'hidden'] as const).map(titleOf)).toEqual([title, title, `${title} (visas bara för den som leder mötet)`]);
});
