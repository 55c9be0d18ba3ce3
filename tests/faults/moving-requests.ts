import { randomUUID } from 'node:crypto';
import type { Asking } from './asking.js';
import type { Chance } from './chance.js';
import { callerName, callers, functionCode, holderName } from './county.js';
import { titleOf, type Deed } from './history.js';

type By = 'sender' | 'receiver' | 'next';
interface Step { readonly by: By; readonly act: string; readonly what: string; readonly state?: string; readonly text?: string; readonly on?: Deed['on'] }

const step = (by: By, act: string, what: string, more: Partial<Step> = {}): Step => ({ by, act, what, ...more });
// The hub delivers by itself.
const send = step('sender', 'send', 'sent', { state: 'delivered' });
const receive = step('receiver', 'receive', 'received', { state: 'received' });
const claim = step('receiver', 'claim', 'claimed', { on: 'side' });
const accept = step('receiver', 'accept', 'accepted', { state: 'accepted', text: 'comment' });
const feedBack = step('receiver', 'feed-back', 'fed-back', { state: 'fed-back', text: 'feedback' });
const close = step('sender', 'close', 'closed', { state: 'closed' });
const byNext = (one: Step): Step => ({ ...one, by: 'next' });

/** The ways that a request can go. */
const ways: readonly (readonly Step[])[] = [
  [send, claim, receive, step('receiver', 'ask', 'asked', { state: 'asked', text: 'question' }), step('sender', 'answer', 'answered', { state: 'answered', text: 'answer' }), accept, step('receiver', 'start', 'started', { state: 'in-progress' }), feedBack, close],
  [send, receive, accept, feedBack, close],
  [send, step('receiver', 'decline', 'declined', { state: 'declined', text: 'reason' })],
  [send, step('sender', 'recall', 'recalled', { state: 'recalled' })],
  [send, receive, step('receiver', 'pass-on', 'passed-on', { state: 'delivered', text: 'reason' }), byNext(receive), byNext(claim), byNext(accept), byNext(feedBack), close],
  [],
];

/** Sends requests to a function of another organisation, and has its holder answer or pass them on. */
export class MovingRequests {
  private readonly people: Record<By, string>;
  private readonly functions: Record<'receiver' | 'next', string>;
  private id = '';
  private way: Step[] = [];

  constructor(number: number, private readonly asking: Asking, private readonly chance: Chance) {
    const [receiver, next] = [(number + 1) % callers, (number + 2) % callers];
    this.people = { sender: callerName(number), receiver: holderName(receiver), next: holderName(next) };
    this.functions = { receiver: functionCode(receiver), next: functionCode(next) };
  }

  /** The next step of the request under way, or a new one. */
  doSomething(): Promise<void> {
    const next = this.way.shift();
    return next ? this.take(next) : this.draft();
  }

  private async draft(): Promise<void> {
    const key = randomUUID();
    const title = titleOf(key);
    const functionId = this.functionOf('receiver');
    const drafted = await this.asking.do({ key, on: 'referral', what: 'drafted', person: this.people.sender, leaves: { title, state: 'draft', function: functionId } }, { method: 'POST', path: '/referrals', body: { aboutIndividual: false, functionId, title, body: title } });
    this.id = drafted?.id ?? '';
    this.way = drafted ? [...ways[this.chance.between(0, ways.length - 1)]!] : [];
  }

  /** A receiver is asked again while the request has not been delivered. */
  private async take({ by, act, what, state, text, on = 'referral' }: Step): Promise<void> {
    const passesOn = act === 'pass-on' ? { functionId: this.functionOf('next') } : {};
    const key = randomUUID();
    const leaves = { ...(state ? { state } : {}), ...(on === 'side' ? { assignee: this.asking.hub.people.get(this.people[by])! } : {}), ...('functionId' in passesOn ? { function: passesOn.functionId! } : {}), ...(text ? { [`text ${key}`]: titleOf(key) } : {}) };
    const done = await this.asking.do({ key, on, what, person: this.people[by], objectId: this.id, leaves },
      { method: 'POST', path: `/referrals/${this.id}/${act}`, body: { ...passesOn, ...(text ? { [text]: titleOf(key) } : {}) }, ...(by === 'sender' ? {} : { notYet: [404] }) });
    if (!done) this.way = [];
  }

  private functionOf(role: 'receiver' | 'next'): string {
    return this.asking.hub.functions.get(this.functions[role])!;
  }
}
