import { runService } from '@knutpunkt/service-kit';
import { calendarsFromEnv, mailInFromEnv, meetingsTaking } from './index.js';

await runService(meetingsTaking(mailInFromEnv(), calendarsFromEnv()));
