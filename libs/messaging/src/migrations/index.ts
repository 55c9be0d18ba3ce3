import type { Migration } from '@knutpunkt/persistence';
import { createOutbox } from './1766000010000-create-outbox.js';
import { createInbox } from './1766000011000-create-inbox.js';
import { createDue } from './1766000012000-create-due.js';

/** Outbox, inbox and timers; every service with a database lists them before its own. */
export const messagingMigrations: readonly Migration[] = [createOutbox, createInbox, createDue];
