import type { Migration } from '@knutpunkt/persistence';
import { createSessions } from './1766100000000-create-sessions.js';

/** The gateway's schema, in order. */
export const gatewayMigrations: readonly Migration[] = [createSessions];
