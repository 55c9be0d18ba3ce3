import { cpSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.js';
import type { Platform } from './platform.js';
import { everythingAgain, inAnotherOrder, poison } from './strange-messages.js';

const replace = (store: string, copy: string): void => {
  rmSync(store, { recursive: true, force: true });
  cpSync(copy, store, { recursive: true });
};

async function noMoreConnections(see: Platform['see'], service: string): Promise<void> {
  await see(`alter role ${service}_api connection limit 0`);
  await see('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [`${service}_api`]);
}

/** Copies the store at rest, lets it be written to, and puts the copy back. */
async function rollBack(platform: Platform): Promise<void> {
  let copy = '';
  await platform.restartNats((store) => {
    copy = `${store}.copy`;
    replace(copy, store);
  });
  await pause(4_000);
  await platform.restartNats((store) => replace(store, copy));
}

/** What happens to PostgreSQL and to NATS, and to what NATS carries. */
export const serverFaults: readonly Fault[] = [
  { name: 'PostgreSQL crashes', why: 'One of its processes is killed: it ends all others, and recovers from its log.', hits: 'PostgreSQL', do: (platform) => platform.crashPostgres() },
  { name: 'PostgreSQL has no disk left', why: 'Its disk, log and tables, is full until somebody makes room.', hits: 'PostgreSQL', onSmallDisks: true, lasts: [4_000, 8_000],
    do: ({ disks }) => disks.PostgreSQL!.fill(), undo: ({ disks }) => disks.PostgreSQL!.free() },
  { name: 'PostgreSQL takes no more connections from meetings', why: 'Others have taken what there is, after its own were lost.', hits: 'PostgreSQL', lasts: [4_000, 8_000],
    do: ({ see }) => noMoreConnections(see, 'meetings'), undo: async ({ see }) => { await see('alter role meetings_api connection limit -1'); } },
  { name: 'every message comes again', why: 'Messages are delivered at least once; here all are, twice, as such that NATS does not know.', settles: { within: 30, since: 'everything that was ever told is read again' }, hits: 'NATS', do: everythingAgain },
  { name: 'messages come in another order', why: 'What waits to be sent is sent last first.', hits: 'NATS', do: inAnotherOrder },
  { name: 'messages come that nobody can read', why: 'A faulty release sends what is no event.', hits: 'NATS', do: poison },
  { name: 'NATS is killed', why: 'It ends without a farewell, and is started again.', hits: 'NATS', do: (platform) => platform.restartNats() },
  { name: 'NATS loses its store', why: 'Its disk is gone; PostgreSQL is the truth.', settles: { within: 60, since: 'everything of the last thirty days is sent anew' }, hits: 'NATS', do: (platform) => platform.restartNats((store) => rmSync(store, { recursive: true, force: true })) },
  { name: 'NATS has its store of some time ago', why: 'A backup or a snapshot is put back.', settles: { within: 30, since: 'what is missing is found and sent anew' }, hits: 'NATS', do: rollBack },
  { name: 'NATS has no disk left', why: 'Its disk is full until somebody makes room, and starts it anew: nats-server goes on refusing what it could not write once.', settles: { within: 15, since: 'it is started anew and reads its store' }, hits: 'NATS', onSmallDisks: true, lasts: [4_000, 8_000],
    do: ({ disks }) => disks.NATS!.fill(), undo: async (platform) => { platform.disks.NATS!.free(); await platform.restartNats(); } },
];
