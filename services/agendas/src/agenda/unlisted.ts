import type { Loaded, LoadedItem, Participant } from './load.js';

/** Whose eyes: which participants are the own ones, and which authorities. */
interface Own { readonly authorities: readonly string[]; readonly isOwn: (participant: Participant) => boolean }

/** What is left of a meeting's participants where their list is hidden: who called it and the own ones, also among those whom an item is addressed to. Where it is not hidden, nothing changes. */
export const unlisted = (loaded: Loaded, { authorities, isOwn }: Own): Loaded =>
  loaded.agenda.list_hidden ? { ...loaded, participants: loaded.participants.filter((p) => p.person_id === loaded.agenda.organiser_id || isOwn(p)), items: loaded.items.map((item) => addressedTo(item, [loaded.agenda.owner_authority_id, ...authorities])) } : loaded;

/** An item, of whose addressees only those of some authorities are told. */
export const addressedTo = <Item extends Pick<LoadedItem, 'readers'>>(item: Item, those: readonly string[]): Item =>
  (item.readers?.authorities ? { ...item, readers: { ...item.readers, authorities: item.readers.authorities.filter((id) => those.includes(id)) } } : item);
