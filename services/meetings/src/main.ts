import { runService } from '@knutpunkt/service-kit';
import { mailInFromEnv, meetingsTaking } from './index.js';

await runService(meetingsTaking(mailInFromEnv()));
