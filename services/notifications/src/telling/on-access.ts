import { Inject, Injectable } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { AgreementChanged, FunctionChanged, GroupChanged, MembershipChanged, NominationChanged, PersonChanged, type EventOf } from '@knutpunkt/contracts';
import { OnDue, OnEvent, remindAt, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { open } from '../mail/gather.js';
import { everySession } from '../migrations/1766000033000-create-live-events.js';
import { administratorsOf, administratorsOfSeat } from './administrators.js';
import { levelOfGroup, levelOfTurn } from './level-of.js';
import { forgetReviews } from './on-review.js';
import { tell, type LiveTold } from './tell.js';

const consumer = 'access';
/** Whose access rests is mailed all the same: a mail says nothing but that there is something. */
const worksHere: readonly string[] = ['active', 'dormant'];
const turns = 'access-turns';

interface Term { readonly validFrom: string; readonly validTo: string | null }

const accessFrom = (level: number) => (personId: string): LiveTold => ({ personId, level, type: 'access', objectId: personId });
const access = accessFrom(everySession);
const next = (terms: readonly Term[], now: Date): Date | undefined =>
  terms.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo ? [validTo] : [])]).map((t) => new Date(t)).filter((t) => t > now).sort((a, b) => a.getTime() - b.getTime())[0];

/** Those who see who its members are: not those who see its calendar only. */
const membersOf = (tx: Tx, groupId: string): Promise<{ person_id: string }[]> => tx.query<{ person_id: string }>('select person_id from reached(array[$1::uuid], now()) where whole', [groupId]);

/** Lets open screens read anew when what somebody may see has changed, at the change and at the instant when a right begins or ends. */
@Injectable()
export class OnAccess {
  constructor(@Inject('NATS') private readonly nats: NatsConnection) {}

  @OnEvent(MembershipChanged, { consumer })
  async membership({ data }: EventOf<typeof MembershipChanged>, tx: Tx): Promise<void> {
    const level = await levelOfGroup(tx, data.groupId);
    const members = await membersOf(tx, data.groupId);
    const administrators = await administratorsOfSeat(tx, data);
    await tell(tx, this.nats, {
      live: [accessFrom(level)(data.personId), ...members.map(({ person_id }) => ({ personId: person_id, level, type: 'group' as const, objectId: data.groupId })), ...administrators.map(({ id }) => ({ personId: id, level, type: 'nomination' as const, objectId: id }))],
    });
    await plan(tx, data.personId, [data]);
  }

  @OnEvent(FunctionChanged, { consumer })
  async function({ data }: EventOf<typeof FunctionChanged>, tx: Tx): Promise<void> {
    const before = await tx.query<{ person_id: string }>('select person_id from holdings where function_id = $1', [data.id]);
    const people = new Set([...before.map((h) => h.person_id), ...data.holders.map((h) => h.personId)]);
    await tell(tx, this.nats, { live: [...people].map(access) });
    for (const holder of data.holders) await plan(tx, holder.personId, [holder]);
  }

  @OnEvent(PersonChanged, { consumer })
  async person({ data }: EventOf<typeof PersonChanged>, tx: Tx): Promise<void> {
    await tell(tx, this.nats, { live: [access(data.id)] });
    if (!worksHere.includes(data.status)) await dropMails(tx, data.id);
    await forgetReviews(tx, data);
    await plan(tx, data.id, [data]);
  }

  @OnEvent(GroupChanged, { consumer })
  async group({ data }: EventOf<typeof GroupChanged>, tx: Tx): Promise<void> {
    const members = await tx.query<{ person_id: string }>('select distinct person_id from memberships where group_id = $1', [data.id]);
    await tell(tx, this.nats, { live: members.map((m) => accessFrom(data.requiredAssuranceLevel)(m.person_id)) });
  }

  /** Those who hold a key, and nobody else: it gives no right. */
  @OnEvent(NominationChanged, { consumer })
  async nomination({ data }: EventOf<typeof NominationChanged>, tx: Tx): Promise<void> {
    const people = await administratorsOf(tx, [data.homeOrganisationId, data.ownerOrganisationId]);
    await tell(tx, this.nats, { live: people.map(({ id }) => ({ personId: id, level: data.requiredAssuranceLevel, type: 'nomination' as const, objectId: id })) });
  }

  @OnEvent(AgreementChanged, { consumer })
  async agreement({ data }: EventOf<typeof AgreementChanged>, tx: Tx): Promise<void> {
    const people = await administratorsOf(tx, data.parties);
    await tell(tx, this.nats, { live: people.map(({ id }) => ({ personId: id, level: everySession, type: 'agreement' as const, objectId: id })) });
  }

  @OnDue(turns)
  async turned({ subjectId, at }: Due, tx: Tx): Promise<void> {
    await tell(tx, this.nats, { live: [accessFrom(await levelOfTurn(tx, subjectId, at))(subjectId)] });
    await plan(tx, subjectId, []);
  }
}

/** What waits to be mailed to one who has left is not sent, whenever it was due. */
const dropMails = (tx: Tx, personId: string): Promise<unknown> =>
  tx.query(`update mails m set dropped_at = now(), reason = 'recipient-gone' where m.recipient_kind = 'person' and m.recipient_id = $1 and ${open('m')}`, [personId]);

const termsOf = `
  select valid_from as "validFrom", valid_to as "validTo" from memberships where person_id = $1
  union all select valid_from, valid_to from holdings where person_id = $1
  union all select valid_from, valid_to from people where id = $1`;

/** Plans the next instant when something begins or ends for this person, by what we know and by what was just told. */
async function plan(tx: Tx, personId: string, told: readonly Term[]): Promise<void> {
  const known = await tx.query<Term>(termsOf, [personId]);
  const at = next([...known, ...told], new Date());
  if (at) await remindAt(tx, { kind: turns, subjectId: personId, at });
}
