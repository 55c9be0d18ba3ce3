import { runService } from '@knutpunkt/service-kit';
import { mailSettingsFromEnv, notifications } from './index.js';

await runService(notifications(mailSettingsFromEnv()));
