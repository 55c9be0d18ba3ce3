import type { Migration } from '@knutpunkt/persistence';

/**
 * What was noted stays: an actor neither rewrites nor takes away an earlier version of locked notes, whatever hole a request might find, and no operation deletes notes.
 * Corrections are new versions.
 */
export const keepWhatWasNoted: Migration = {
  name: '1768000012000-keep-what-was-noted',
  up: (service) => [
    'drop policy api_update on notes_versions',
    'drop policy api_delete on notes_versions',
    'drop policy api_delete on item_notes',
    `revoke update, delete on notes_versions from ${service}_api`,
    `revoke delete on item_notes from ${service}_api`,
  ],
};
