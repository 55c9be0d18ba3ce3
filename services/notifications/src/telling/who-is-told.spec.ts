import { describe, expect, it } from '@jest/globals';
import type { MeetingFacts } from '@knutpunkt/contracts';
import { whoIsTold, type Happening, type Reach, type Sight } from './who-is-told.js';

const participant = (name: string, over: Partial<MeetingFacts['participants'][number]> = {}) => ({ id: `p-${name}`, personId: name, functionId: null, answer: null, ...over });
const aMeeting = (over: Partial<MeetingFacts> = {}): MeetingFacts => ({
  id: 'm', groupId: 'g', groupLevel: 'GENERAL', ownerAuthorityId: 'a', organiserId: 'sara', startsAt: '2027-01-27T12:30:00Z', endsAt: '2027-01-27T14:00:00Z', zone: 'Europe/Stockholm',
  place: '', link: '', status: 'called', sequence: 0, audiences: [], participants: [participant('sara'), participant('fatima'), participant('karl')], ...over,
});
const sees = (all: boolean): Sight => ({ seenFrom: 2, wholeFrom: all ? 2 : null });
const reachOf = (people: Record<string, boolean | Sight>, holders: Record<string, string[]> = {}, formerly: Record<string, number> = {}): Reach => ({
  viewers: new Map(Object.entries(people).map(([id, sight]) => [id, typeof sight === 'boolean' ? sees(sight) : sight])), holders: new Map(Object.entries(holders)), formerly: new Map(Object.entries(formerly)),
});
const everybody = reachOf({ sara: true, fatima: true, karl: true });
const tell = (happening: Happening, { meeting = aMeeting(), actorId = 'sara' as string | null, reach = everybody } = {}) => whoIsTold(happening, meeting, { actorId, reach });
const live = (told: ReturnType<typeof tell>, type: string): string[] => told.live.filter((l) => l.type === type).map((l) => l.personId);

describe('a scheduled meeting', () => {
  it('invites every participant but the one who called it', () => {
    const told = tell({ fact: 'scheduled' });

    expect(told.inbox).toEqual([{ personId: 'fatima', kind: 'invited' }, { personId: 'karl', kind: 'invited' }]);
    expect(told.mails.map((m) => m.recipientId)).toEqual(['fatima', 'karl']);
  });

  it('refreshes the screens of all who see it, the caller\'s other windows too', () => {
    expect(live(tell({ fact: 'scheduled' }), 'meeting')).toEqual(['sara', 'fatima', 'karl']);
  });

  it('tells nothing to a participant who may not see it any more', () => {
    const told = tell({ fact: 'scheduled' }, { reach: reachOf({ sara: true, karl: true }) });

    expect(JSON.stringify(told)).not.toContain('fatima');
  });

  it('invites those who hold an invited function, and mails the function', () => {
    const meeting = aMeeting({ participants: [participant('sara'), participant('x', { personId: null, functionId: 'kommunpolis' })] });
    const told = tell({ fact: 'scheduled' }, { meeting, reach: reachOf({ sara: true, karl: true }, { kommunpolis: ['karl'] }) });

    expect(told.inbox).toEqual([{ personId: 'karl', kind: 'invited' }]);
    expect(told.mails).toEqual([{ recipientKind: 'function', recipientId: 'kommunpolis', kind: 'invited' }]);
  });

  it('tells one once who is invited and holds an invited function', () => {
    const meeting = aMeeting({ participants: [participant('karl'), participant('x', { personId: null, functionId: 'kommunpolis' })] });
    const told = tell({ fact: 'scheduled' }, { meeting, reach: reachOf({ karl: true }, { kommunpolis: ['karl'] }) });

    expect(told.inbox).toHaveLength(1);
  });

  it('refreshes the calendar of those who see only the calendar, and puts nothing in their inbox', () => {
    const told = tell({ fact: 'scheduled' }, { reach: reachOf({ sara: true, fatima: false }) });

    expect(live(told, 'meeting')).toContain('fatima');
    expect(told.inbox).toEqual([]);
    expect(told.mails).toEqual([]);
  });
});

describe('a meeting whose list of participants is hidden', () => {
  const meeting = aMeeting({ listHidden: true });

  it.each([
    ['an answer', { fact: 'replied' }, 'fatima', ['sara', 'fatima']],
    ['a guest', { fact: 'guest-changed' }, 'sara', ['sara']],
    ['a time that is declined', { fact: 'proposal-declined', participantId: 'p-karl' }, 'sara', ['sara']],
    ['an invitation', { fact: 'participants-invited', invited: ['p-karl'] }, 'sara', ['sara', 'karl']],
    ['a reminder', { fact: 'participants-reminded', reminded: ['p-karl'] }, 'sara', ['sara', 'karl']],
    ['one who is taken off', { fact: 'participants-removed', removed: [{ id: 'p-nils', personId: 'nils', functionId: null }] }, 'sara', ['sara']],
  ] as [string, Happening, string, string[]][])('refreshes with %s no screen but the organiser\'s and theirs whom it concerns', (_, happening, actorId, those) => {
    expect(live(tell(happening, { meeting, actorId }), 'meeting')).toEqual(those);
  });

  it.each(['scheduled', 'rescheduled', 'described', 'cancelled'] as const)('refreshes every screen when it is %s', (fact) => {
    expect(live(tell({ fact }, { meeting }), 'meeting')).toEqual(['sara', 'fatima', 'karl']);
  });
});

describe('a reminder', () => {
  it('reaches those who have not answered, and of them nobody who may not see it any more', () => {
    const told = tell({ fact: 'participants-reminded', reminded: ['p-fatima', 'p-karl'] }, { reach: reachOf({ sara: true, karl: true }) });

    expect([told.inbox, told.mails]).toEqual([[{ personId: 'karl', kind: 'reminded' }], [{ recipientKind: 'person', recipientId: 'karl', kind: 'reminded' }]]);
  });
});

describe('a proposed time that is declined', () => {
  it('is told to who proposed it, by mail alone, and refreshes the screens', () => {
    const told = tell({ fact: 'proposal-declined', participantId: 'p-karl' });

    expect([told.inbox, told.mails]).toEqual([[], [{ recipientKind: 'person', recipientId: 'karl', kind: 'proposal-declined' }]]);
    expect(live(told, 'meeting')).toEqual(['sara', 'fatima', 'karl']);
  });
});

describe('a change of a meeting', () => {
  it.each(['rescheduled', 'cancelled'] as const)('is told and mailed to the participants when it is %s', (fact) => {
    const told = tell({ fact });

    expect(told.inbox.map((i) => i.kind)).toEqual([fact, fact]);
    expect(told.mails.map((m) => m.kind)).toEqual([fact, fact]);
  });

  it('is told without a mail when only its text changed', () => {
    const told = tell({ fact: 'described' });

    expect(told.inbox).toHaveLength(2);
    expect(told.mails).toEqual([]);
  });

  it.each([{ fact: 'described' }, { fact: 'replied' }, { fact: 'participants-invited', invited: ['p-karl'] }] as Happening[])('is not noticed by those who see only the calendar: $fact', (happening) => {
    expect(live(tell(happening, { reach: reachOf({ sara: true, ulf: false }) }), 'meeting')).toEqual(['sara']);
  });
});

describe('a reply', () => {
  it('is told to the organiser, without a mail, and refreshes everybody\'s screen', () => {
    const told = tell({ fact: 'replied' }, { actorId: 'karl' });

    expect(told.inbox).toEqual([{ personId: 'sara', kind: 'replied' }]);
    expect(told.mails).toEqual([]);
    expect(live(told, 'meeting')).toEqual(['sara', 'fatima', 'karl']);
  });

  it('of the organiser herself is no news to her', () => {
    expect(tell({ fact: 'replied' }).inbox).toEqual([]);
  });
});

describe('participants', () => {
  it('who are invited later are invited alone', () => {
    const told = tell({ fact: 'participants-invited', invited: ['p-karl'] }, { actorId: null });

    expect(told.inbox).toEqual([{ personId: 'karl', kind: 'invited' }]);
    expect(told.mails.map((m) => m.recipientId)).toEqual(['karl']);
  });

  it('who are removed get their calendar entry taken back and nothing in the inbox', () => {
    const removed = [{ id: 'p-karl', personId: 'karl', functionId: null }];
    const told = tell({ fact: 'participants-removed', removed }, { reach: reachOf({ sara: true, fatima: true }) });

    expect(told.inbox).toEqual([]);
    expect(told.mails).toEqual([{ recipientKind: 'person', recipientId: 'karl', kind: 'removed' }]);
    expect(live(told, 'access')).toEqual(['karl']);
    expect(live(told, 'meeting')).toEqual(['sara', 'fatima']);
  });
});

describe('the assurance level at which it is heard', () => {
  const reach = reachOf({ karl: { seenFrom: 2, wholeFrom: 3 } });
  const levels = (happening: Happening, of = reach) => tell(happening, { reach: of }).live.map(({ type, level }) => [type, level]);

  it('is that from which the calendar is seen, where the calendar tells it', () => {
    expect(levels({ fact: 'rescheduled' })).toEqual([['meeting', 2], ['notification', 3]]);
  });

  it('is that from which all is seen, for everything else', () => {
    expect(levels({ fact: 'described' })).toEqual([['meeting', 3], ['notification', 3]]);
  });

  it('is, for one who loses it, that of the group through which it was seen, and any for a guest', () => {
    const removed = ['karl', 'gun'].map((name) => ({ id: `p-${name}`, personId: name, functionId: null }));
    expect(levels({ fact: 'participants-removed', removed }, reachOf({}, {}, { karl: 3 }))).toEqual([['access', 3], ['access', 2]]);
  });
});

it('a meeting entered afterwards is told to nobody, though open calendars show it', () => {
  const told = tell({ fact: 'recorded' });

  expect([told.inbox, told.mails]).toEqual([[], []]);
  expect(live(told, 'meeting')).toHaveLength(3);
});
