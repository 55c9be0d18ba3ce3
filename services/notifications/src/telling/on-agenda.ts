import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  AgendaClosed, AgendaOpened, ItemCarried, ItemChanged, ItemDeclined, ItemProposed, ItemTakenUp, ItemWithdrawn, NotesCorrected, NotesLocked, PresenceChanged, WritingChanged, type AgendaFacts, type EventOf, type ItemFacts,
} from '@knutpunkt/contracts';
import { OnEvent } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { MailSender } from '../mail/mail-sender.js';
import type { Hearing } from './hearing.js';
import { Patience } from './patience.js';
import { holdersOf, keepAudiences, participantsOf, requireKnown, viewersOf, viewersThrough } from './sights.js';
import { actorOf, tellHearing, type Told } from './tell-hearing.js';
import { gatherMs } from './tell.js';
import { whoHearsOfAgenda, whoHearsOfItem, whoHearsOfWriting, type AgendaFact, type ItemFact } from './who-hears-of-agendas.js';

const consumer = 'agendas';
type Event = Told['event'] & { readonly time: string };

/** Tells those concerned what happens to agendas and their items, as far as each may see it. */
@Injectable()
export class OnAgenda {
  constructor(@Inject('NATS') private readonly nats: NatsConnection, private readonly patience: Patience, private readonly mails: MailSender) {}

  @OnEvent(AgendaOpened, { consumer })
  opened(event: EventOf<typeof AgendaOpened>, tx: Tx): Promise<void> {
    return this.agenda(tx, event, { fact: 'opened', agenda: event.data.agenda });
  }

  @OnEvent(AgendaClosed, { consumer })
  closed(event: EventOf<typeof AgendaClosed>, tx: Tx): Promise<void> {
    return this.agenda(tx, event, { fact: 'closed', agenda: event.data.agenda });
  }

  @OnEvent(NotesLocked, { consumer })
  locked(event: EventOf<typeof NotesLocked>, tx: Tx): Promise<void> {
    return this.agenda(tx, event, { fact: 'notes-locked', agenda: event.data.agenda });
  }

  @OnEvent(PresenceChanged, { consumer })
  presence(event: EventOf<typeof PresenceChanged>, tx: Tx): Promise<void> {
    return this.agenda(tx, event, { fact: 'presence-changed', agenda: event.data.agenda });
  }

  @OnEvent(ItemProposed, { consumer })
  proposed(event: EventOf<typeof ItemProposed>, tx: Tx): Promise<void> {
    return this.item(tx, event, { fact: 'proposed', item: event.data.item });
  }

  @OnEvent(ItemTakenUp, { consumer })
  takenUp(event: EventOf<typeof ItemTakenUp>, tx: Tx): Promise<void> {
    return this.item(tx, event, { fact: 'taken-up', item: event.data.item });
  }

  @OnEvent(ItemDeclined, { consumer })
  declined(event: EventOf<typeof ItemDeclined>, tx: Tx): Promise<void> {
    return this.item(tx, event, { fact: 'declined', item: event.data.item });
  }

  @OnEvent(ItemWithdrawn, { consumer })
  withdrawn(event: EventOf<typeof ItemWithdrawn>, tx: Tx): Promise<void> {
    return this.item(tx, event, { fact: 'withdrawn', item: event.data.item });
  }

  @OnEvent(ItemChanged, { consumer })
  changed(event: EventOf<typeof ItemChanged>, tx: Tx): Promise<void> {
    return this.item(tx, event, { fact: event.data.what, item: event.data.item });
  }

  @OnEvent(ItemCarried, { consumer })
  carried(event: EventOf<typeof ItemCarried>, tx: Tx): Promise<void> {
    return this.item(tx, event, { fact: 'carried', item: event.data.item });
  }

  @OnEvent(NotesCorrected, { consumer })
  corrected(event: EventOf<typeof NotesCorrected>, tx: Tx): Promise<void> {
    return this.item(tx, event, { fact: 'notes-corrected', item: event.data.item });
  }

  @OnEvent(WritingChanged, { consumer })
  async writing(event: EventOf<typeof WritingChanged>, tx: Tx): Promise<void> {
    const { item } = event.data;
    await keepAudiences(tx, item.id, item.audiences);
    await this.tell(tx, event, { hearing: whoHearsOfWriting(item, await viewersThrough(tx, item.id, item.meetingId)), about: item });
  }

  private async agenda(tx: Tx, event: Event, { fact, agenda }: { fact: AgendaFact; agenda: AgendaFacts }): Promise<void> {
    const { meetingId } = agenda;
    if (this.patience.mayStillCome(event)) await requireKnown(tx, { ids: [], meetingId });
    const participants = await participantsOf(tx, meetingId);
    const holders = await holdersOf(tx, participants.map(({ id }) => id));
    const hearing = whoHearsOfAgenda(fact, { agenda, participants, at: event.time }, { actorId: actorOf(event), viewers: await viewersOf(tx, meetingId), holders });
    await this.tell(tx, event, { hearing, about: agenda });
  }

  private async item(tx: Tx, event: Event, { fact, item }: { fact: ItemFact; item: ItemFacts }): Promise<void> {
    const { id, meetingId } = item;
    if (this.patience.mayStillCome(event)) await requireKnown(tx, { ids: [item.proposerId, ...item.leaders], meetingId });
    const before = await viewersThrough(tx, id, meetingId);
    await keepAudiences(tx, id, item.audiences);
    const among = { actorId: actorOf(event), viewers: await viewersThrough(tx, id, meetingId), holders: new Map(), before };
    await this.tell(tx, event, { hearing: whoHearsOfItem(fact, item, among), about: item });
  }

  private async tell(tx: Tx, event: Event, { hearing, about }: { hearing: Hearing; about: Pick<AgendaFacts, 'meetingId' | 'groupLevel'> }): Promise<void> {
    await tellHearing(tx, this.nats, { hearing, event, matterId: about.meetingId, facts: { level: about.groupLevel, path: `/moten/${about.meetingId}` }, named: true });
    if (hearing.mails.length > 0) tx.afterCommit(() => this.mails.ring(gatherMs));
  }
}
