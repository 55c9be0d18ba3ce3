import { runService } from '@knutpunkt/service-kit';
import { agendas } from './index.js';

await runService(agendas);
