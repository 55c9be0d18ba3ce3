import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { PollChanged, type EventData, type EventOf, type NotificationKind, type PollFacts } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { MailSender } from '../mail/mail-sender.js';
import type { PlainKind } from '../mail/plain-letter.js';
import { heardBy, refreshed, silence, type Addressee, type Hearing, type Viewers } from './hearing.js';
import { DirectoryBehind } from './directory-behind.js';
import { Patience } from './patience.js';
import { holdersOf, keepOther, requireKnown, viewersOf } from './sights.js';
import { actorOf, tellHearing } from './tell-hearing.js';
import { gatherMs } from './tell.js';

const consumer = 'polls';
type What = EventData<typeof PollChanged>['what'];

/** How each fact stands in the inbox, and which mail it is; a meeting that is called tells of itself. */
const news: Readonly<Partial<Record<What, { kind: NotificationKind; mail: PlainKind | null }>>> = {
  opened: { kind: 'poll-opened', mail: 'poll-opened' }, reminded: { kind: 'poll-reminded', mail: 'poll-reminded' }, closed: { kind: 'poll-closed', mail: 'poll-closed' }, cancelled: { kind: 'poll-cancelled', mail: null }, 'time-proposed': { kind: 'poll-time-proposed', mail: null },
};

const swedishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });
const addresseeOf = ({ personId, functionId }: { personId: string | null; functionId: string | null }): Addressee => (personId ? { kind: 'person', id: personId } : { kind: 'function', id: functionId! });

/** Tells those who are asked for a time, and the one who asks, what happens to the poll: that there is one, never when or what about. */
@Injectable()
export class OnPoll {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly patience: Patience, private readonly mails: MailSender) {}

  @OnEvent(PollChanged, { consumer })
  async changed(event: EventOf<typeof PollChanged>, tx: Tx): Promise<void> {
    const { poll, what, tell } = event.data;
    const to = tell.map(addresseeOf);
    if (this.patience.mayStillCome(event)) await requireKnown(tx, { ids: [poll.organiserId, ...to.map(({ id }) => id)] });
    await keepOther(tx, { id: poll.id, kind: 'poll', due: swedishDay.format(new Date(poll.closesAt)), groupId: poll.groupId, groupLevel: poll.groupLevel, audiences: poll.audiences }, event.aggregateversion);
    const viewers = await viewersOf(tx, poll.id);
    // Whoever is told may see the poll: one who may not yet has joined by an event that has not come.
    if (this.patience.mayStillCome(event) && to.some(({ kind, id }) => kind === 'person' && !viewers.has(id))) throw new DirectoryBehind();
    const told = news[what];
    const hearing: Hearing = told ? heardBy(to, { ...told, matterId: poll.id, aboutId: null }, { actorId: actorOf(event), viewers, holders: await holdersOf(tx, to.map(({ id }) => id)) }) : silence;
    const screens = refreshed(whoFollows(what, poll, { viewers, actorId: actorOf(event) }), { type: 'poll', objectId: poll.id });
    await tellHearing(tx, this.nats, { hearing: { ...hearing, live: [...hearing.live, ...screens] }, event, matterId: poll.id, facts: { level: poll.groupLevel, path: `/omrostningar/${poll.id}` }, named: false });
    if (hearing.mails.length > 0) tx.afterCommit(() => this.mails.ring(gatherMs));
  }
}

/** While answers are hidden, that somebody has answered is told to the one who asks and to nobody else; that somebody has not, to none but those who have not. */
function whoFollows(what: What, { hidden, status, organiserId }: PollFacts, { viewers, actorId }: { viewers: Viewers; actorId: string | null }): Viewers {
  if (!['answered', 'reminded'].includes(what) || !hidden || status !== 'open') return viewers;
  return new Map([...viewers].filter(([personId]) => personId === organiserId || personId === actorId));
}
