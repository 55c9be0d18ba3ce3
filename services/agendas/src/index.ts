import type { ServiceDefinition } from '@knutpunkt/service-kit';
import { AgendasModule } from './agendas.module.js';
import { ItemsFollowDirectory } from './following/on-directory.js';
import { createAgendas } from './migrations/1768000000000-create-agendas.js';
import { createActions } from './migrations/1768000001000-create-actions.js';
import { createSharing } from './migrations/1768000002000-create-sharing.js';
import { createActionSharing } from './migrations/1768000003000-create-action-sharing.js';
import { keepToLeaders } from './migrations/1768000004000-keep-to-leaders.js';
import { createWritings } from './migrations/1768000010000-create-writings.js';
import { letGuestsBePresent } from './migrations/1768000011000-let-guests-be-present.js';
import { keepWhatWasNoted } from './migrations/1768000012000-keep-what-was-noted.js';
import { findLeadersByProbes } from './migrations/1768000013000-find-leaders-by-probes.js';
import { tellLeadersOnly } from './migrations/1768000014000-tell-leaders-only.js';
import { tellLeadersWhoRead } from './migrations/1769000201000-tell-leaders-who-read.js';
import { typeByStatement } from './migrations/1768000015000-type-by-statement.js';
import { shareWhatOneReads } from './migrations/1768000016000-share-what-one-reads.js';
import { findReadersByProbes } from './migrations/1771500000000-find-readers-by-probes.js';
import { askTheTableOfThen } from './migrations/1771600072000-ask-the-table-of-then.js';
import { keepTheListOfParticipants } from './migrations/1771700171000-keep-the-list-of-participants.js';
import { keepToTheTable } from './migrations/1771600014000-keep-to-the-table.js';
import { tellItemsAnew } from './migrations/1771600013000-tell-items-anew.js';
import { keepFromNewcomers } from './migrations/1768000017000-keep-from-newcomers.js';

/** The agendas service: what it is made of, for whoever starts it. */
export const agendas: ServiceDefinition = {
  name: 'agendas', module: AgendasModule, keepsDirectory: true, follower: ItemsFollowDirectory,
  migrations: [createAgendas, createActions, createSharing, createActionSharing, keepToLeaders, createWritings, letGuestsBePresent, keepWhatWasNoted, findLeadersByProbes, tellLeadersOnly, typeByStatement, shareWhatOneReads, keepFromNewcomers, tellLeadersWhoRead, findReadersByProbes, tellItemsAnew, keepToTheTable, askTheTableOfThen, keepTheListOfParticipants],
};
