import { every, guard, type Guards, type Migration } from '@knutpunkt/persistence';
import { readsItem, seesAgenda, seesItem } from './sight.js';

/**
 * An agenda's key is its meeting's id. An item is a shell (that it is there, its place and state) and a content, each readable by its own audience rows: those of the agenda,
 * and on top of them the item's. `facts` numbers an aggregate's events; `version` is what its readers see change.
 */
export const createAgendas: Migration = {
  name: '1768000000000-create-agendas',
  up: (service) => [
    `create table agendas (
      id uuid primary key, group_id uuid, group_level text not null check (group_level in ('GENERAL', 'INDIVIDUAL')), owner_authority_id uuid not null, organiser_id uuid not null,
      starts_at timestamptz not null, ends_at timestamptz not null, zone text not null, place text not null, status text not null check (status in ('open', 'locked', 'cancelled')),
      locked_at timestamptz, locked_by uuid, facts int not null)`,
    'create index agendas_of_group on agendas (group_id, starts_at)',
    `create table agenda_audiences (
      audience_id uuid not null, agenda_id uuid not null references agendas, level text not null check (level in ('shell', 'content')), kind text not null,
      valid_from timestamptz not null, valid_to timestamptz, primary key (agenda_id, audience_id))`,
    'create table participants (agenda_id uuid not null references agendas, person_id uuid, function_id uuid, check ((person_id is null) <> (function_id is null)))',
    'create index participants_of_agenda on participants (agenda_id)',
    `create table items (
      id uuid primary key, agenda_id uuid not null references agendas, state text not null check (state in ('proposed', 'taken-up', 'declined', 'withdrawn', 'treated', 'postponed')),
      rank numeric not null, standing boolean not null default false, carried_from uuid unique, carried_from_agenda uuid, version int not null default 1, facts int not null default 0)`,
    'create index items_of_agenda on items (agenda_id, rank, id)',
    `create table item_audiences (
      item_id uuid not null references items, agenda_id uuid not null, audience_id uuid not null, level text not null check (level in ('shell', 'content')), primary key (item_id, audience_id))`,
    `create table item_contents (
      item_id uuid primary key references items, title text not null, background text not null, type text not null, minutes int, presenter_id uuid, proposer_id uuid, standard text,
      template text, decline_reason text, version int not null default 1)`,
    'create table item_notes (item_id uuid primary key references items, text text not null, version int not null, at timestamptz not null, by_person_id uuid not null, correction text)',
    'create table notes_versions (item_id uuid not null references items, version int not null, text text not null, at timestamptz not null, by_person_id uuid not null, correction text, primary key (item_id, version))',
    `create table outcomes (
      id uuid primary key, item_id uuid not null references items, kind text not null, text text not null, by_whom text not null, version int not null default 1)`,
    'create index outcomes_of_item on outcomes (item_id, id)',
    `create table presences (
      id uuid primary key, agenda_id uuid not null references agendas, person_id uuid not null, substitute_for_id uuid, from_at timestamptz not null, to_at timestamptz,
      version int not null default 1, removed_at timestamptz)`,
    'create index presences_of_agenda on presences (agenda_id)',
    'create table group_templates (group_id uuid primary key, template text not null)',
    ...guards(service),
  ],
};

/** Readable and changeable by those whom the item's content reaches; who may change what is asked of `decide`. */
const contentOf = (table: string): Guards => {
  const reads = readsItem(`${table}.item_id`);
  return { api: { select: reads, insert: reads, update: reads, delete: reads }, worker: every };
};

const guards = (service: string): string[] => [
  ...guard(service, 'agendas', { api: { select: seesAgenda('agendas.id'), update: seesAgenda('agendas.id') }, worker: every, definer: { select: 'true' } }),
  ...guard(service, 'agenda_audiences', { api: { select: 'audience_id = any(my_audiences())' }, worker: every, definer: { select: 'true' } }),
  ...guard(service, 'participants', { api: { select: seesAgenda('participants.agenda_id') }, worker: every, definer: { select: 'true' } }),
  ...guard(service, 'items', { api: { select: seesItem('items.id'), insert: seesAgenda('items.agenda_id'), update: seesItem('items.id') }, worker: every, definer: { select: 'true' } }),
  ...guard(service, 'item_audiences', { api: { select: 'audience_id = my_authority() or audience_id = agenda_id' }, worker: every, definer: every }),
  ...guard(service, 'item_contents', { api: { select: readsItem('item_contents.item_id'), insert: 'proposer_id = me()', update: readsItem('item_contents.item_id') }, worker: every, definer: { select: 'true', update: 'true' } }),
  ...guard(service, 'item_notes', contentOf('item_notes')),
  ...guard(service, 'notes_versions', contentOf('notes_versions')),
  ...guard(service, 'outcomes', contentOf('outcomes')),
  ...guard(service, 'presences', { api: { select: seesAgenda('presences.agenda_id'), insert: seesAgenda('presences.agenda_id'), update: seesAgenda('presences.agenda_id') }, worker: every }),
  ...guard(service, 'group_templates', { api: { select: 'group_id = any(my_audiences())', insert: 'group_id = any(my_audiences())', update: 'group_id = any(my_audiences())' }, worker: every }),
];
