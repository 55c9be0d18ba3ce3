import { every, guard, type Migration } from '@knutpunkt/persistence';
import { readsItem } from './sight.js';

const itsOwn = 'exists (select from action_audiences o where o.action_id = actions.id and o.audience_id = any(my_audiences()))';
const reads = `${itsOwn} or ${readsItem('actions.item_id')}`;

/** What was promised. It reaches whoever has it (audience rows, with the sort key of their list) and those who read the item that it came from. */
export const createActions: Migration = {
  name: '1768000001000-create-actions',
  up: (service) => [
    `create table actions (
      id uuid primary key, item_id uuid not null references items, agenda_id uuid not null references agendas, group_id uuid, group_level text not null, meeting_starts_at timestamptz not null,
      text text not null, due date not null, state text not null check (state in ('open', 'offered', 'done', 'not-done')),
      owner_person_id uuid, owner_function_id uuid, offered_person_id uuid, offered_function_id uuid, reason text, settled_at timestamptz,
      given_by uuid not null, version int not null default 1, facts int not null default 0, check (owner_person_id is not null or owner_function_id is not null))`,
    'create index actions_of_item on actions (item_id)',
    'create index actions_of_group on actions (group_id, due, id)',
    `create table action_audiences (
      audience_id uuid not null, action_id uuid not null references actions, due date not null, settled boolean not null default false, primary key (action_id, audience_id))`,
    'create index action_audiences_by_audience on action_audiences (audience_id, settled, due, action_id)',
    ...guard(service, 'actions', { api: { select: reads, insert: readsItem('actions.item_id'), update: reads }, worker: every, definer: { select: 'true' } }),
    ...guard(service, 'action_audiences', { api: { select: 'audience_id = any(my_audiences())' }, worker: every, definer: every }),
  ],
};
