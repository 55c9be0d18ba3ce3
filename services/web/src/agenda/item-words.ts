import type { AgendaView, ItemView } from '@knutpunkt/contracts';
import type { Translate } from '../i18n/i18n.js';

type Authority = AgendaView['authorities'][number];

/** An authority with its organisation, where their names differ. */
export const authorityName = ({ name, organisation }: Authority): string => (name === organisation.name ? name : `${name}, ${organisation.name}`);

/** An item's title for its viewer: "ej för er organisation" for what is not for him; a standing item's own words. */
export function titleOf({ content }: Pick<ItemView, 'content'>, t: Translate): string {
  if (content === null) return t('agenda.notYours');
  return content.standard === null ? content.title : t(`agenda.standard.${content.standard}`);
}

/** An item's title with its number in the viewer's own numbering: "§ 3 – Lägesbild". */
export const headingOf = (item: Pick<ItemView, 'content' | 'number'>, t: Translate): string =>
  item.number === null ? titleOf(item, t) : t('agenda.heading', { number: item.number, title: titleOf(item, t) });

/** Who reads what is written in an item: "Ser: alla deltagare", or the authorities that it is addressed to and what the others see. */
export function readersOf({ reach, authorities }: { reach: ItemView['reach']; authorities: readonly Authority[] | null }, t: Translate): string {
  if (reach === 'all' || authorities === null) return t('agenda.readersAll');
  const readers = authorities.length === 0 ? t('agenda.readersNone') : authorities.map(authorityName).join('; ');
  return `${t('agenda.readers', { readers })} ${t(reach === 'marked' ? 'agenda.othersMarked' : 'agenda.othersHidden')}`;
}

/** Who reads an item that the viewer reads. */
export const itemReaders = ({ reach, content }: ItemView, t: Translate): string => readersOf({ reach, authorities: content?.addressees ?? null }, t);
