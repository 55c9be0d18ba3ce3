import * as z from 'zod';
import { Id, ReferralState } from '@knutpunkt/contracts';

/** What the list of requests shows is in its address, so that it can be kept and sent. */
export const ReferralsSearch = z.object({
  lada: z.enum(['in', 'ut']).default('in').catch('in'),
  lage: ReferralState.optional().catch(undefined),
  sena: z.boolean().default(false).catch(false),
});

/** Which draft is written on, or which agenda item a new request comes from. */
export const NewReferralSearch = z.object({ utkast: Id.optional().catch(undefined), punkt: Id.optional().catch(undefined) });
