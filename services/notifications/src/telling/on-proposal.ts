import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { ProposalChanged, type EventData, type EventOf } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { MailSender } from '../mail/mail-sender.js';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { DirectoryBehind } from './directory-behind.js';
import { heardBy, person, type Hearing, type Viewers } from './hearing.js';
import { keepOther } from './sights.js';
import { Patience } from './patience.js';
import { actorOf, tellHearing } from './tell-hearing.js';
import { gatherMs, tell, type LiveTold } from './tell.js';

const longAgo = '2020-01-01T00:00:00.000Z';
/** Where it is agreed to. */
const places: Readonly<Record<EventData<typeof ProposalChanged>['of'], string>> = { nomination: '/administration', administrator: '/administration', 'administrator-of-another': '/hubben' };

/** Tells those who can give a second person's word that something waits for it, and lets their screens follow. */
@Injectable()
export class OnProposal {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly mails: MailSender, private readonly patience: Patience) {}

  @OnEvent(ProposalChanged, { consumer: 'proposals' })
  async proposal(event: EventOf<typeof ProposalChanged>, tx: Tx): Promise<void> {
    const { id, of, state, until, requiredAssuranceLevel: level } = event.data;
    if (state === 'closed') return this.close(event, tx);
    const administrators = await this.deciding(tx, event);
    const screens = screensOf(administrators, level);
    const audiences = administrators.map((audience) => ({ audience, kind: 'person' as const, level: 'content' as const, validFrom: longAgo, validTo: dayAfter(until) }));
    await keepOther(tx, { id, kind: 'proposal', due: until, groupId: null, groupLevel: 'GENERAL', audiences }, event.aggregateversion);
    const viewers: Viewers = new Map(administrators.map((one) => [one, { seenFrom: level, wholeFrom: level }]));
    const hearing = heardBy(administrators.map(person), { kind: 'proposal-made', mail: 'proposal-made', matterId: id, aboutId: null }, { actorId: actorOf(event), viewers, holders: new Map() });
    await tellHearing(tx, this.nats, { hearing: { ...shownTo(hearing, level), mails: hearing.mails, live: [...shownTo(hearing, level).live, ...screens] }, event, matterId: id, facts: { level: 'GENERAL', path: places[of] }, named: false });
    if (hearing.mails.length > 0) tx.afterCommit(() => this.mails.ring(gatherMs));
  }

  /** Those of whom the event tells who can decide it by our copy of the directory. Throws DirectoryBehind where the role of one of them may be on its way here. */
  private async deciding(tx: Tx, event: EventOf<typeof ProposalChanged>): Promise<string[]> {
    const { of, administrators } = event.data;
    const role = of === 'administrator-of-another' ? 'hub-administrator' : 'administrator';
    const known = await tx.query<{ id: string }>("select id from people where id = any($1) and status = 'active' and $2 = any(roles) order by id", [administrators, role]);
    if (known.length < administrators.length && this.patience.mayStillCome(event)) throw new DirectoryBehind();
    return known.map(({ id }) => id);
  }

  /** What is decided or taken back waits for nobody: it stands in no inbox, and a mail of it that has not left does not leave. */
  private async close(event: EventOf<typeof ProposalChanged>, tx: Tx): Promise<void> {
    const { id, until, requiredAssuranceLevel: level, administrators } = event.data;
    await keepOther(tx, { id, kind: 'proposal', due: until, groupId: null, groupLevel: 'GENERAL', audiences: [] }, event.aggregateversion);
    const read = await tx.query<{ person_id: string }>('update notifications set read_at = now() where matter_id = $1 and read_at is null returning person_id', [id]);
    await tell(tx, this.nats, { live: [...screensOf(administrators, level), ...read.map(({ person_id }) => ({ personId: person_id, level: everySession, type: 'notification' as const, objectId: person_id }))] });
  }
}

const screensOf = (people: readonly string[], level: number): LiveTold[] => people.map((one) => ({ personId: one, level, type: 'proposal', objectId: one }));

/** A proposal has expired by itself when its last day has passed. */
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString();

/** An inbox knows no assurance level: what is above some sessions stands in none, and who is to decide is mailed, which tells nothing. */
const shownTo = ({ inbox, live }: Hearing, level: number): Pick<Hearing, 'inbox' | 'live'> => (level > everySession ? { inbox: [], live: [] } : { inbox, live });
