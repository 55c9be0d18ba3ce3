import { every, guard, type Migration } from '@knutpunkt/persistence';
import { readsItem } from './sight.js';

const mine = `person_id = me() and ${readsItem('writings.item_id')}`;

/** Who types an item's notes, and until when that is believed. Unlogged: a crash empties it, and nothing of it is in what is archived of the database's changes. */
export const createWritings: Migration = {
  name: '1768000010000-create-writings',
  up: (service) => [
    'create unlogged table writings (item_id uuid not null references items, person_id uuid not null, until timestamptz not null, primary key (item_id, person_id))',
    ...guard(service, 'writings', { api: { select: readsItem('writings.item_id'), insert: mine, update: mine, delete: mine }, worker: every }),
  ],
};
