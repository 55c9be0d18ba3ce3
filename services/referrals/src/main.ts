import { runService } from '@knutpunkt/service-kit';
import { referrals } from './index.js';

await runService(referrals);
