import { Controller } from '@nestjs/common';
import { PreviewSeries, type SeriesPlan } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, type Call } from '@knutpunkt/service-kit';
import { planOf } from './plan.js';

@Controller()
export class PreviewSeriesHandler {
  constructor(private readonly db: Db) {}

  @Handles(PreviewSeries)
  preview({ caller, input }: Call<typeof PreviewSeries>): Promise<SeriesPlan> {
    return this.db.as(caller, () => Promise.resolve(planOf(input)));
  }
}
