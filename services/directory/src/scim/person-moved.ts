import { Injectable } from '@nestjs/common';
import { OnDue, Outbox, type Due } from '@knutpunkt/messaging';
import type { Tx } from '@knutpunkt/persistence';
import { endHoldings } from './end-holdings.js';

/** Ends the functions of the authority that somebody has moved from: a function is told what its authority is told. */
@Injectable()
export class PersonMoved {
  constructor(private readonly outbox: Outbox) {}

  @OnDue('person-moved')
  async end({ subjectId: personId }: Due, tx: Tx): Promise<void> {
    // The lock of all changes comes first, as in every other change.
    await tx.query('select next_place()');
    await endHoldings(tx, this.outbox, { personId, of: 'of-another-authority', by: 'person-moved' });
  }
}
