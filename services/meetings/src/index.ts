import type { ServiceDefinition } from '@knutpunkt/service-kit';
import { MeetingsModule } from './meetings.module.js';
import { createMeetings } from './migrations/1767000000000-create-meetings.js';
import { createSharing } from './migrations/1767000001000-create-sharing.js';

/** The meetings service: what it is made of, for whoever starts it. */
export const meetings: ServiceDefinition = { name: 'meetings', module: MeetingsModule, migrations: [createMeetings, createSharing], keepsDirectory: true };
