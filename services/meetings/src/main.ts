import { runService } from '@knutpunkt/service-kit';
import { meetings } from './index.js';

await runService(meetings);
