import type { ActionView } from '@knutpunkt/contracts';
import { isOnAgenda } from '../items/item.js';
import type { Readers } from '../items/item-rows.js';
import type { Loaded, LoadedItem, OpenAction } from './load.js';
import { unlisted } from './unlisted.js';

/** Whose eyes: an authority's, or what every participant sees alike. */
export type Eyes = { readonly authorityId: string } | 'everyone';

const reads = (readers: Readers | null, eyes: Eyes): boolean => readers !== null && (readers.authorities === null || (eyes !== 'everyone' && readers.authorities.includes(eyes.authorityId)));

/** Of what the actor sees, what those eyes see. It is never more than the actor sees: what is hidden from the actor stays absent, and what the actor only knows of stays closed. */
export function asSeenBy(loaded: Loaded, eyes: Eyes): Loaded {
  const authorities = eyes === 'everyone' ? [] : [eyes.authorityId];
  const shown = unlisted({ ...loaded, presences: loaded.agenda.list_hidden ? [] : loaded.presences }, { authorities, isOwn: (p) => authorities.includes(p.authority_id) });
  return {
    ...shown, leads: false,
    items: shown.items.flatMap((item) => (reads(item.readers, eyes) ? [{ ...item, actions: item.actions.map(untouchable) }] : closed(item))),
    openActions: loaded.openActions.filter((open) => wasTold(open, eyes, loaded)).map((open) => ({ ...open, view: untouchable(open.view) })),
  };
}

/** What comes from another meeting is for those who were at that table: `all` there need not be all here. */
function wasTold({ readers, table }: OpenAction, eyes: Eyes, { participants, agenda, leads }: Loaded): boolean {
  // Whoever does not know who is here does not know what all of them were told.
  if (eyes === 'everyone' && agenda.list_hidden && !leads) return false;
  const here = eyes === 'everyone' ? participants.map((p) => p.authority_id) : [eyes.authorityId];
  return reads(readers, eyes) && here.every((id) => table.includes(id));
}

/** Nobody acts through another's eyes. */
const untouchable = (action: ActionView): ActionView => ({ ...action, mine: false, may: [] });

/** What is left of an item for those who do not read it: that there is one, where it is marked and on the agenda. */
function closed({ row, readers }: LoadedItem): LoadedItem[] {
  if (!isOnAgenda(row.state) || readers?.reach === 'hidden') return [];
  return [{ row: { ...shellOf(row), title: null, content_version: null }, readers: null, actions: [] }];
}

const shellOf = ({ id, agenda_id, state, rank, standing, version }: LoadedItem['row']) => ({ id, agenda_id, state, rank, standing, version, carried_from_agenda: null, waits_for: null });
