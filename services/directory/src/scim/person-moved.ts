import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, remindAt, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { endHoldings } from './end-holdings.js';
import { followMemberOf } from './holders-follow.js';

/** Has the functions of other authorities let go of somebody whom this transaction moves or places, right after the commit, and those of the new one take whom the directory names. Whoever moves somebody comes this way. */
export const letHoldingsGo = (tx: Tx, { id, now }: { id: string; now: Date }): Promise<void> => remindAt(tx, { kind: 'person-moved', subjectId: id, at: now });

/** Ends the functions of the authority that somebody has moved from: a function is told what its authority is told. Those of the new one begin of which the organisation's directory has named the person a member. */
@Injectable()
export class PersonMoved {
  constructor(private readonly outbox: Outbox) {}

  @OnDue('person-moved')
  async end({ subjectId: personId }: Due, tx: Tx): Promise<void> {
    // The lock of all changes comes first, as in every other change.
    await tx.query('select next_place()');
    await endHoldings(tx, this.outbox, { personId, of: 'of-another-authority', by: 'person-moved' });
    await followMemberOf(tx, this.outbox, { personId, by: 'person-moved' });
  }
}
