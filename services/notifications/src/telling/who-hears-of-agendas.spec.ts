import { describe, expect, it } from '@jest/globals';
import type { ActionFacts, ItemFacts } from '@knutpunkt/contracts';
import type { Viewers } from './hearing.js';
import { whoHearsOfAction, whoHearsOfAgenda, whoHearsOfItem, whoHearsOfWriting } from './who-hears-of-agendas.js';

const seeing = (...people: string[]): Viewers => new Map(people.map((id) => [id, { seenFrom: 2, wholeFrom: 2 }]));
const nobody = seeing();
const about = { meetingId: 'm', groupId: 'g', groupLevel: 'GENERAL' } as const;
const item: ItemFacts = { ...about, id: 'i', state: 'proposed', reach: 'all', proposerId: 'fatima', presenterId: null, leaders: ['sara', 'karl'], audiences: [] };
const action: ActionFacts = {
  ...about, id: 'a', itemId: 'i', state: 'open', due: '2027-03-01', ownerPersonId: 'fatima', ownerFunctionId: null, offeredPersonId: null, offeredFunctionId: null, givenBy: 'sara', audiences: [],
};
const agenda = { meetingId: 'm', groupLevel: 'GENERAL' as 'GENERAL' | 'INDIVIDUAL', endsAt: '2027-01-27T14:00:00Z', leaders: ['sara'] };
const [before, after] = ['2027-01-10T08:00:00Z', '2027-02-01T08:00:00Z'];
const among = { actorId: null as string | null, viewers: seeing('sara', 'fatima', 'karl'), holders: new Map<string, string[]>() };
const inboxOf = (heard: { inbox: readonly { personId: string; kind: string }[] }) => heard.inbox.map(({ personId, kind }) => [personId, kind]);

describe('an item', () => {
  it('that is proposed is told to those who lead and may read it, but not to the proposer', () => {
    const heard = whoHearsOfItem('proposed', { ...item, leaders: ['sara', 'karl', 'fatima', 'outside'] }, { ...among, actorId: 'fatima', before: nobody });

    expect(inboxOf(heard)).toEqual([['sara', 'item-proposed'], ['karl', 'item-proposed']]);
    expect(heard.inbox.every((row) => row.aboutId === 'i')).toBe(true);
    expect(heard.mails).toEqual([]);
  });

  it.each(['taken-up', 'declined'] as const)('that is %s is told and mailed to who proposed it', (fact) => {
    const heard = whoHearsOfItem(fact, item, { ...among, actorId: 'sara', before: nobody });

    expect(inboxOf(heard)).toEqual([['fatima', `item-${fact}`]]);
    expect(heard.mails).toEqual([{ recipientKind: 'person', recipientId: 'fatima', kind: 'item-answered', aboutId: 'i' }]);
  });

  it('lets those who know only that it is there see the agenda move, and not what is written', () => {
    const viewers = new Map([['sara', { seenFrom: 2, wholeFrom: 2 }], ['ulf', { seenFrom: 2, wholeFrom: null }]]);
    const live = (fact: 'moved' | 'noted') => whoHearsOfItem(fact, item, { ...among, viewers, before: viewers }).live.map((one) => [one.personId, one.type, one.objectId]);

    expect(live('moved')).toEqual([['sara', 'meeting', 'm'], ['ulf', 'meeting', 'm']]);
    expect(live('noted')).toEqual([['sara', 'meeting', 'm']]);
  });

  it.each(['taken-up', 'treated', 'postponed', 'addressed', 'declined'] as const)('that is %s, but stays where it is, is noticed by nobody who only knows that it is there, unless he leads', (fact) => {
    const viewers = new Map([['sara', { seenFrom: 2, wholeFrom: null }], ['ulf', { seenFrom: 2, wholeFrom: null }]]);

    expect(whoHearsOfItem(fact, item, { ...among, viewers, before: viewers }).live.map((one) => one.personId)).toEqual(fact === 'addressed' ? [] : ['sara']);
  });

  it.each([['comes', nobody, ['ulf']], ['goes', new Map([['ulf', { seenFrom: 2, wholeFrom: null }]]), []]] as const)('that %s is noticed by who only knows that it is there', (_, before, ids) => {
    const viewers = new Map(ids.map((id) => [id, { seenFrom: 2, wholeFrom: null }]));

    expect(whoHearsOfItem('declined', item, { ...among, viewers, before }).live.map((one) => one.personId)).toEqual(['ulf']);
  });

  it('that is taken from somebody by being addressed has that screen read anew, too', () => {
    const heard = whoHearsOfItem('addressed', item, { ...among, viewers: seeing('sara'), before: seeing('sara', 'karl') });

    expect(heard.live.map((one) => one.personId)).toEqual(['sara', 'karl']);
  });
});

it('typing the notes of an item is heard by the open screens of those who read it, and by nobody who only knows of it', () => {
  const heard = whoHearsOfWriting(item, new Map([['sara', { seenFrom: 2, wholeFrom: 3 }], ['ulf', { seenFrom: 2, wholeFrom: null }]]));

  expect(heard).toEqual({ inbox: [], mails: [], live: [{ personId: 'sara', level: 3, type: 'writing', objectId: 'i' }] });
});

it('locked notes are told to the participants who see the meeting, but not to who locked them', () => {
  const participants = [{ kind: 'person', id: 'sara' }, { kind: 'person', id: 'karl' }, { kind: 'person', id: 'gone' }, { kind: 'function', id: 'kpol' }] as const;
  const heard = whoHearsOfAgenda('notes-locked', { agenda, participants, at: before }, { ...among, actorId: 'sara', holders: new Map([['kpol', ['karl', 'fatima']]]) });

  expect(inboxOf(heard)).toEqual([['karl', 'notes-locked'], ['fatima', 'notes-locked']]);
  expect(heard.mails.map((mail) => mail.recipientId)).toEqual(['karl', 'kpol']);
});

describe('an agenda that opens', () => {
  const participants = [{ kind: 'person', id: 'sara' }, { kind: 'person', id: 'karl' }, { kind: 'person', id: 'gone' }, { kind: 'function', id: 'kpol' }] as const;
  const heard = (over: Partial<typeof agenda> = {}, at = before) => whoHearsOfAgenda('opened', { agenda: { ...agenda, ...over }, participants, at }, { ...among, holders: new Map([['kpol', ['fatima']]]) });

  it('invites the participants who see it to propose items, but not those who lead, and mails nobody a second time', () => {
    expect(inboxOf(heard())).toEqual([['karl', 'agenda-opened'], ['fatima', 'agenda-opened']]);
    expect(heard().mails).toEqual([]);
  });

  it('invites nobody where nothing can be proposed: to an individual-level meeting, or to one that has been held', () => {
    expect([heard({ groupLevel: 'INDIVIDUAL' }).inbox, heard({}, after).inbox]).toEqual([[], []]);
  });
});

describe('an action', () => {
  const told = (fact: Parameters<typeof whoHearsOfAction>[0], over: Partial<ActionFacts> = {}, { tell = [] as string[], own = seeing('fatima'), ...more } = {}) =>
    whoHearsOfAction(fact, { ...action, ...over }, { tell: tell.map((id) => ({ kind: 'person', id })), among: { ...among, own, ...more } });

  it('is told to its owner, who need not see the meeting', () => {
    const heard = told('given', {}, { viewers: seeing('sara') } as never);

    expect(heard.inbox).toEqual([{ personId: 'fatima', kind: 'action-given', aboutId: null }]);
    expect(heard.mails).toEqual([{ recipientKind: 'person', recipientId: 'fatima', kind: 'action-given', aboutId: null }]);
    expect(heard.live.filter((one) => one.type === 'action').map((one) => one.personId)).toEqual(['fatima']);
  });

  it('of a function is told to those who hold it, and mailed to the function', () => {
    const heard = told('given', { ownerPersonId: null, ownerFunctionId: 'kpol' }, { own: seeing('karl'), holders: new Map([['kpol', ['karl']]]) } as never);

    expect(inboxOf(heard)).toEqual([['karl', 'action-given']]);
    expect(heard.mails.map((mail) => [mail.recipientKind, mail.recipientId])).toEqual([['function', 'kpol']]);
  });

  it('that is offered is told to whom it is offered, and its refusal to the owner', () => {
    expect(inboxOf(told('handed-over', { offeredPersonId: 'karl' }, { own: seeing('fatima', 'karl') }))).toEqual([['karl', 'action-offered']]);
    expect(inboxOf(told('offer-declined'))).toEqual([['fatima', 'action-offer-declined']]);
  });

  it('is reminded of to those named, and to one who coordinates only as long as the meeting is seen', () => {
    expect(told('late', {}, { tell: ['sara'] }).inbox).toEqual([{ personId: 'sara', kind: 'action-late', aboutId: 'm' }]);
    expect(told('late', {}, { tell: ['outside'] }).inbox).toEqual([]);
    expect(told('reminded', {}, { tell: ['fatima'] }).inbox).toEqual([{ personId: 'fatima', kind: 'action-reminded', aboutId: null }]);
  });

  it.each(['accepted', 'done', 'not-done'] as const)('that is %s is news to open screens only', (fact) => {
    const heard = told(fact);

    expect([heard.inbox, heard.mails]).toEqual([[], []]);
    expect(heard.live).not.toEqual([]);
  });
});
