import { runService } from '@knutpunkt/service-kit';
import { directory } from './directory.js';
await runService(directory);
