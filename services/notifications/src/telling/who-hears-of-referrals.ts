import type { ReferralFacts } from '@knutpunkt/contracts';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { heardBy, person, refreshed, silence, together, type Addressee, type Among, type Hearing, type News } from './hearing.js';
import type { LiveTold } from './tell.js';

export type ReferralFact =
  | 'sent' | 'delivered' | 'received' | 'information-asked' | 'answered' | 'accepted' | 'declined' | 'passed-on' | 'started' | 'fed-back' | 'recalled' | 'closed' | 'receipt-reminded';

type Told = Pick<News, 'kind' | 'mail'>;

/** For the side that receives it. */
const toReceiver: Partial<Record<ReferralFact, Told>> = {
  delivered: { kind: 'request-received', mail: 'request-received' }, 'passed-on': { kind: 'request-received', mail: 'request-received' },
  answered: { kind: 'request-answered', mail: 'request-moved' }, recalled: { kind: 'request-recalled', mail: null }, 'receipt-reminded': { kind: 'request-reminded', mail: 'request-reminded' },
};

/** For the side that sent it. */
const toSender: Partial<Record<ReferralFact, Told>> = {
  'information-asked': { kind: 'request-asked', mail: 'request-moved' }, accepted: { kind: 'request-accepted', mail: 'request-moved' }, declined: { kind: 'request-declined', mail: 'request-moved' },
  'passed-on': { kind: 'request-passed-on', mail: null }, 'fed-back': { kind: 'request-fed-back', mail: 'request-moved' },
};

export interface AmongReferral extends Among {
  /** Who has taken it on at the receiving function. */
  readonly assigneeId: string | null;
  /** Those of the sender's unit who see it. */
  readonly unit: readonly string[];
  /** Those who held a function that it is passed on from: it is taken from them. */
  readonly former: readonly string[];
}

/** Who hears of a request. At the receiver: who has taken it on, else who holds the function. At the sender: who sent it, else the unit. */
export function whoHearsOfReferral(fact: ReferralFact, referral: ReferralFacts, among: AmongReferral): Hearing {
  const received = toReceiver[fact];
  const sent = toSender[fact];
  const matter = { matterId: referral.id, aboutId: null };
  return together(
    received ? heardBy(receivers(referral, among), { ...received, ...matter }, among) : silence,
    sent ? heardBy(senders(referral, among), { ...sent, ...matter }, among) : silence,
    { ...silence, live: [...refreshed(among.viewers, { type: 'referral', objectId: referral.id }), ...retracted(among)] },
  );
}

function receivers({ functionId }: ReferralFacts, { assigneeId, holders }: AmongReferral): Addressee[] {
  return assigneeId && holders.get(functionId)?.includes(assigneeId) ? [person(assigneeId)] : [{ kind: 'function', id: functionId }];
}

const senders = ({ senderPersonId }: ReferralFacts, { viewers, unit }: AmongReferral): Addressee[] => (viewers.has(senderPersonId) ? [person(senderPersonId)] : unit.map(person));

/** They are told that their access changed, not what it was about. */
const retracted = ({ former, viewers }: AmongReferral): LiveTold[] =>
  former.filter((id) => !viewers.has(id)).map((personId) => ({ personId, level: everySession, type: 'access', objectId: personId }));
