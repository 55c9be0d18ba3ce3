import { describe, expect, it } from '@jest/globals';
import { byOrganisation, nameOf, notAnswered } from './participants-by.js';

type Participant = Parameters<typeof nameOf>[0];
const organisation = (name: string) => ({ id: name, code: name, name });
const participant = (name: string, of: string, more: Partial<Participant> = {}): Participant => ({
  id: name,
  person: { id: name, name, title: 't', organisation: organisation(of) },
  function: null,
  organisation: organisation(of),
  via: 'group',
  reply: null,
  removed: false,
  may: [],
  ...more,
});

describe('participants', () => {
  it('stand by organisation in Swedish alphabetical order', () => {
    const all = byOrganisation([participant('Östen', 'Örebro'), participant('Åsa', 'Arboga'), participant('Anna', 'Örebro'), participant('Zara', 'Arboga')]);
    expect(all.map(({ organisation: { name }, participants }) => [name, participants.map((one) => one.id)])).toEqual([
      ['Arboga', ['Zara', 'Åsa']],
      ['Örebro', ['Anna', 'Östen']],
    ]);
  });

  it('are called by their function first', () => {
    const role = { id: 'f', name: 'Kommunpolisen', organisation: organisation('Polisen') };
    expect(nameOf(participant('x', 'Polisen', { person: null, function: role }))).toBe('Kommunpolisen');
    expect(nameOf(participant('Karim', 'Polisen', { function: role }))).toBe('Kommunpolisen (Karim)');
  });

  it('have not answered when they were asked and said nothing; who called the meeting comes until somebody else moves it', () => {
    const reply = { answer: 'yes', comment: '', at: '2027-01-27T12:30:00Z', by: null, byMail: false, proposed: null, handedTo: null } as const;
    expect(notAnswered([participant('silent', 'A'), participant('caller', 'A', { via: 'organiser', reply }), participant('moved', 'A', { via: 'organiser' })]).map((one) => one.id)).toEqual(['silent', 'moved']);
  });
});
