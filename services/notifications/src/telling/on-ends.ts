import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { AgreementEndAnnounced, GuestEndAnnounced, type EventOf } from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { MailSender } from '../mail/mail-sender.js';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { withRole } from './administrators.js';
import { DirectoryBehind } from './directory-behind.js';
import { heardBy, person, type Viewers } from './hearing.js';
import { dayAfter, readByAll, shownTo } from './on-proposal.js';
import { Patience } from './patience.js';
import { keepOther } from './sights.js';
import { tellHearing } from './tell-hearing.js';
import { gatherMs, tell } from './tell.js';

const longAgo = '2020-01-01T00:00:00.000Z';

type Ends = EventOf<typeof GuestEndAnnounced> | EventOf<typeof AgreementEndAnnounced>;
/** What ends, as a matter, how it is told, where it is read, and what a session needs for that. */
interface Ending { readonly kind: 'guest' | 'agreement'; readonly tells: 'guest-ends' | 'agreement-ends'; readonly path: string; readonly groupId: string | null; readonly level: number }

/** Tells those who can do something about it that a guest's time in a group ends (of whom is read there), or an agreement on which seats rest. */
@Injectable()
export class OnEnds {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly mails: MailSender, private readonly patience: Patience) {}

  /** A group that is above some sessions is not pointed at: neither an inbox nor a mail knows which session reads it. */
  @OnEvent(GuestEndAnnounced, { consumer: 'proposals' })
  guest(event: EventOf<typeof GuestEndAnnounced>, tx: Tx): Promise<void> {
    const { groupId, requiredAssuranceLevel: level } = event.data;
    const shown = level <= everySession;
    return this.ends(event, tx, { kind: 'guest', tells: 'guest-ends', path: shown ? `/grupper/${groupId}` : '/grupper', groupId: shown ? groupId : null, level });
  }

  @OnEvent(AgreementEndAnnounced, { consumer: 'proposals' })
  agreement(event: EventOf<typeof AgreementEndAnnounced>, tx: Tx): Promise<void> {
    return this.ends(event, tx, { kind: 'agreement', tells: 'agreement-ends', path: '/administration/overenskommelser', groupId: null, level: everySession });
  }

  private ends(event: Ends, tx: Tx, ending: Ending): Promise<void> {
    return event.data.state === 'closed' ? this.close(event, tx, ending) : this.nears(event, tx, ending);
  }

  private async nears(event: Ends, tx: Tx, ending: Ending): Promise<void> {
    const { id, lastDay, administrators } = event.data;
    const { tells, path, level } = ending;
    const told = await withRole(tx, administrators, 'administrator');
    if (told.length < administrators.length && this.patience.mayStillCome(event)) throw new DirectoryBehind();
    const audiences = told.map((audience) => ({ audience, kind: 'person' as const, level: 'content' as const, validFrom: longAgo, validTo: dayAfter(lastDay) }));
    await keepOther(tx, { ...matterOf(event, ending), audiences }, event.aggregateversion);
    const viewers: Viewers = new Map(told.map((one) => [one, { seenFrom: level, wholeFrom: level }]));
    const hearing = heardBy(told.map(person), { kind: tells, mail: tells, matterId: id, aboutId: null }, { actorId: null, viewers, holders: new Map() });
    await tellHearing(tx, this.nats, { hearing: { ...hearing, ...shownTo(hearing, level) }, event, matterId: id, facts: { level: 'GENERAL', path }, named: false });
    if (hearing.mails.length > 0) tx.afterCommit(() => this.mails.ring(gatherMs));
  }

  /** What was settled waits for nobody: it stands in no inbox, and a mail of it that has not left does not leave. */
  private async close(event: Ends, tx: Tx, ending: Ending): Promise<void> {
    await keepOther(tx, { ...matterOf(event, ending), audiences: [] }, event.aggregateversion);
    await tell(tx, this.nats, { live: await readByAll(tx, event.data.id) });
  }
}

const matterOf = ({ data }: Ends, { kind, groupId }: Ending) => ({ id: data.id, kind, due: data.lastDay, groupId, groupLevel: 'GENERAL' });
