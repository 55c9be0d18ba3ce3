import type { Migration } from '@knutpunkt/persistence';
import { createSessions } from './1766100000000-create-sessions.js';
import { describeSessions } from './1770000000000-describe-sessions.js';

/** The gateway's schema, in order. */
export const gatewayMigrations: readonly Migration[] = [createSessions, describeSessions];
