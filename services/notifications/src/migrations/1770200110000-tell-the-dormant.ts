import type { Migration } from '@knutpunkt/persistence';
import { reached } from './1766000031000-create-viewers.js';

/** Whose access rests is told of what happens as before: nothing of it is read before the next login. */
export const tellTheDormant: Migration = {
  name: '1770200110000-tell-the-dormant',
  up: () => [
    `create or replace function reached(audiences uuid[], moment timestamptz) returns table (person_id uuid, audience uuid, whole boolean, level int) language sql stable
      as $$ ${reached.replace("p.status = 'active'", "p.status in ('active', 'dormant')")} $$`,
  ],
};
