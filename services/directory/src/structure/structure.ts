import { Controller } from '@nestjs/common';
import { NotAllowed, Problem, Structure, type Output } from '@knutpunkt/contracts';
import { decide } from '@knutpunkt/access';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { wholeStructure } from './part-rows.js';

@Controller()
export class StructureHandler {
  constructor(private readonly db: Db) {}

  @Handles(Structure)
  handle({ caller }: Call<typeof Structure>): Promise<Output<typeof Structure>> {
    return this.db.as(caller, async (tx) => {
      if (!decide(tx.actor, 'structure.read')) throw new Problem(NotAllowed);
      return { items: await wholeStructure(tx), may: (['authority.add'] as const).filter((act) => decide(tx.actor, act)) };
    });
  }
}
