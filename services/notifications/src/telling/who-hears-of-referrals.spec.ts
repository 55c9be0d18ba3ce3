import { describe, expect, it } from '@jest/globals';
import type { ReferralFacts } from '@knutpunkt/contracts';
import type { Viewers } from './hearing.js';
import { whoHearsOfReferral, type AmongReferral, type ReferralFact } from './who-hears-of-referrals.js';

const seeing = (...people: string[]): Viewers => new Map(people.map((id) => [id, { seenFrom: 2, wholeFrom: 2 }]));
const referral: ReferralFacts = {
  id: 'r', kind: 'REQUEST', state: 'delivered', ball: 'receiver', senderUnitId: 'unit', senderAuthorityId: 'sa', senderOrganisationId: 'so', senderPersonId: 'eva',
  functionId: 'kpol', receiverAuthorityId: 'ra', receiverOrganisationId: 'ro', replyDue: '2027-03-01', audiences: [],
};
const among: AmongReferral = { actorId: null, viewers: seeing('eva', 'elin', 'karl', 'kim'), holders: new Map([['kpol', ['karl', 'kim']]]), assigneeId: null, unit: ['eva', 'elin'], former: [] };
const hear = (fact: ReferralFact, over: Partial<AmongReferral> = {}) => whoHearsOfReferral(fact, referral, { ...among, ...over });
const inboxOf = (fact: ReferralFact, over: Partial<AmongReferral> = {}) => hear(fact, over).inbox.map(({ personId, kind }) => [personId, kind]);
const mailsOf = (fact: ReferralFact, over: Partial<AmongReferral> = {}) => hear(fact, over).mails.map(({ recipientId, kind }) => [recipientId, kind]);

describe('a request', () => {
  it('that is delivered is told to those who hold the function, and mailed to the function', () => {
    expect(inboxOf('delivered')).toEqual([['karl', 'request-received'], ['kim', 'request-received']]);
    expect(mailsOf('delivered')).toEqual([['kpol', 'request-received']]);
  });

  it('that is sent, received, started or closed refreshes screens and tells nobody', () => {
    for (const fact of ['sent', 'received', 'started', 'closed'] as const) {
      expect([inboxOf(fact), mailsOf(fact)]).toEqual([[], []]);
      expect(hear(fact).live.map((one) => one.type)).toEqual(['referral', 'referral', 'referral', 'referral']);
    }
  });

  it.each([['information-asked', 'request-asked'], ['accepted', 'request-accepted'], ['declined', 'request-declined'], ['fed-back', 'request-fed-back']] as const)('that is %s is told to who sent it', (fact, kind) => {
    expect(inboxOf(fact, { actorId: 'karl' })).toEqual([['eva', kind]]);
    expect(mailsOf(fact, { actorId: 'karl' })).toEqual([['eva', 'request-moved']]);
  });

  it('is told to the sender\'s unit when who sent it has left', () => {
    expect(inboxOf('accepted', { viewers: seeing('elin', 'karl'), unit: ['elin'] })).toEqual([['elin', 'request-accepted']]);
  });

  it('that is answered is told to who has taken it on, and to all again when that one does not hold the function any more', () => {
    expect(inboxOf('answered', { actorId: 'eva', assigneeId: 'kim' })).toEqual([['kim', 'request-answered']]);
    expect(mailsOf('answered', { assigneeId: 'kim' })).toEqual([['kim', 'request-moved']]);
    expect(inboxOf('answered', { assigneeId: 'gone' }).map(([id]) => id)).toEqual(['karl', 'kim']);
  });

  it('that is passed on is new to its new receivers, known to the sender, and taken from those who had it', () => {
    const heard = hear('passed-on', { actorId: 'olle', former: ['olle', 'karl'], holders: new Map([['kpol', ['karl', 'kim']], ['before', ['olle', 'karl']]]) });

    expect(heard.inbox.map(({ personId, kind }) => [personId, kind])).toEqual([['karl', 'request-received'], ['kim', 'request-received'], ['eva', 'request-passed-on']]);
    expect(heard.live.filter((one) => one.type === 'access')).toEqual([{ personId: 'olle', level: 2, type: 'access', objectId: 'olle' }]);
  });

  it('that waits for its receipt reminds the function alone', () => {
    expect(inboxOf('receipt-reminded').map(([id]) => id)).toEqual(['karl', 'kim']);
  });

  it('to a function that nobody holds is mailed to the function', () => {
    expect([inboxOf('delivered', { holders: new Map() }), mailsOf('delivered', { holders: new Map() })]).toEqual([[], [['kpol', 'request-received']]]);
  });

  it('that somebody does not see is not told to that one', () => {
    expect(inboxOf('recalled', { viewers: seeing('eva', 'elin') })).toEqual([]);
  });
});
