import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { GroupProposalChanged, ProposalChanged, type EventData, type EventOf } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { MailSender } from '../mail/mail-sender.js';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { withRole } from './administrators.js';
import { DirectoryBehind } from './directory-behind.js';
import { heardBy, person, type Hearing, type Viewers } from './hearing.js';
import { keepOther } from './sights.js';
import { Patience } from './patience.js';
import { actorOf, tellHearing } from './tell-hearing.js';
import { gatherMs, tell, type LiveTold } from './tell.js';

const consumer = 'proposals';
const longAgo = '2020-01-01T00:00:00.000Z';
type Event = EventOf<typeof ProposalChanged> | EventOf<typeof GroupProposalChanged>;
type Told = Omit<EventData<typeof ProposalChanged>, 'of'>;
/** What waits, where it is agreed to and who does that. */
interface Waiting { readonly told: Told; readonly path: string; readonly role: 'administrator' | 'hub-administrator' }

const places: Readonly<Record<EventData<typeof ProposalChanged>['of'], Omit<Waiting, 'told'>>> = {
  nomination: { path: '/administration', role: 'administrator' }, administrator: { path: '/administration', role: 'administrator' }, 'administrator-of-another': { path: '/hubben', role: 'hub-administrator' },
};

/** Tells those who can give a second person's word that something waits for it, and lets their screens follow. */
@Injectable()
export class OnProposal {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly mails: MailSender, private readonly patience: Patience) {}

  @OnEvent(ProposalChanged, { consumer })
  proposal(event: EventOf<typeof ProposalChanged>, tx: Tx): Promise<void> {
    const { of, ...told } = event.data;
    return this.changed(event, tx, { told, ...places[of] });
  }

  @OnEvent(GroupProposalChanged, { consumer })
  group(event: EventOf<typeof GroupProposalChanged>, tx: Tx): Promise<void> {
    const { draftId: id, ...told } = event.data;
    return this.changed(event, tx, { told: { id, ...told }, path: '/grupper', role: 'administrator' });
  }

  private async changed(event: Event, tx: Tx, waiting: Waiting): Promise<void> {
    const { told: { id, state, until, requiredAssuranceLevel: level }, path } = waiting;
    if (state === 'closed') return this.close(event, tx, waiting.told);
    const administrators = await this.deciding(tx, event, waiting);
    const screens = screensOf(administrators, level);
    const audiences = administrators.map((audience) => ({ audience, kind: 'person' as const, level: 'content' as const, validFrom: longAgo, validTo: dayAfter(until) }));
    await keepOther(tx, { id, kind: 'proposal', due: until, groupId: null, groupLevel: 'GENERAL', audiences }, event.aggregateversion);
    const viewers: Viewers = new Map(administrators.map((one) => [one, { seenFrom: level, wholeFrom: level }]));
    const hearing = heardBy(administrators.map(person), { kind: 'proposal-made', mail: 'proposal-made', matterId: id, aboutId: null }, { actorId: actorOf(event), viewers, holders: new Map() });
    await tellHearing(tx, this.nats, { hearing: { ...shownTo(hearing, level), mails: hearing.mails, live: [...shownTo(hearing, level).live, ...screens] }, event, matterId: id, facts: { level: 'GENERAL', path }, named: false });
    if (hearing.mails.length > 0) tx.afterCommit(() => this.mails.ring(gatherMs));
  }

  /** Those of whom the event tells who can decide it by our copy of the directory. Throws DirectoryBehind where the role of one of them may be on its way here. */
  private async deciding(tx: Tx, event: Event, { told: { administrators }, role }: Waiting): Promise<string[]> {
    const known = await withRole(tx, administrators, role);
    if (known.length < administrators.length && this.patience.mayStillCome(event)) throw new DirectoryBehind();
    return known;
  }

  /** What is decided or taken back waits for nobody: it stands in no inbox, and a mail of it that has not left does not leave. */
  private async close(event: Event, tx: Tx, { id, until, requiredAssuranceLevel: level, administrators }: Told): Promise<void> {
    await keepOther(tx, { id, kind: 'proposal', due: until, groupId: null, groupLevel: 'GENERAL', audiences: [] }, event.aggregateversion);
    await tell(tx, this.nats, { live: [...screensOf(administrators, level), ...(await readByAll(tx, id))] });
  }
}

const screensOf = (people: readonly string[], level: number): LiveTold[] => people.map((one) => ({ personId: one, level, type: 'proposal', objectId: one }));

/** What has a last day is over by itself when that has passed. */
export const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString();

/** What waits for nobody any more is unread by nobody: the screens of those who had not read it follow. */
export async function readByAll(tx: Tx, matterId: string): Promise<LiveTold[]> {
  const read = await tx.query<{ person_id: string }>('update notifications set read_at = now() where matter_id = $1 and read_at is null returning person_id', [matterId]);
  return read.map(({ person_id }) => ({ personId: person_id, level: everySession, type: 'notification', objectId: person_id }));
}

/** An inbox knows no assurance level: what is above some sessions stands in none, and who is to decide is mailed, which tells nothing. */
export const shownTo = ({ inbox, live }: Hearing, level: number): Pick<Hearing, 'inbox' | 'live'> => (level > everySession ? { inbox: [], live: [] } : { inbox, live });
