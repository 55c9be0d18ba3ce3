import { Controller } from '@nestjs/common';
import { HomeIdForEver, NotFound, Problem, ReplacePerson, type Output } from '@knutpunkt/contracts';
import { Outbox } from '@knutpunkt/messaging';
import { Db } from '@knutpunkt/persistence';
import { Handles, requireVersion, type Call } from '@knutpunkt/service-kit';
import { nextPlace } from '../memberships/add-member.js';
import { earlierById, keepPerson, refuseIdentityNumbersIn } from './keep-person.js';
import { personOf } from './provisioned-person.js';

@Controller()
export class ReplacePersonHandler {
  constructor(private readonly db: Db, private readonly outbox: Outbox) {}

  @Handles(ReplacePerson)
  handle(call: Call<typeof ReplacePerson>): Promise<Output<typeof ReplacePerson>> {
    const { caller, input: { personId, ...told }, now } = call;
    refuseIdentityNumbersIn(told);
    return this.db.provisioning(caller, async (tx) => {
      if (!(await earlierById(tx, personId))) throw new Problem(NotFound);
      // Under the lock of all changes, so that the version that was seen is still the newest when it is replaced.
      await nextPlace(tx);
      const [before, seen] = [await earlierById(tx, personId), await personOf(tx, personId)];
      if (!before || !seen) throw new Problem(NotFound);
      requireVersion(call, seen.version);
      if (told.externalId !== before.homeId) throw Problem.at(HomeIdForEver, '/externalId', 'It tells at login who the person is.');
      await keepPerson(tx, this.outbox, { id: personId, told, before, now });
      return (await personOf(tx, personId))!;
    });
  }
}
