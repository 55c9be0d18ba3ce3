import type { Translate } from '../i18n/i18n.js';
import type { Found, Slot } from './slot-list.js';

/** How a time stands, in words: how many are free, and how many are not or not known. */
export function standingOf(slot: Slot, asked: Found['asked'], t: Translate): string {
  const unknown = slot.each.filter((state) => state === 'unknown').length;
  const parts = [t('find.free', { count: slot.free, all: asked.length }), ...(slot.tentative ? [t('find.tentative', { count: slot.tentative })] : []), ...(slot.busy ? [t('find.busy', { count: slot.busy })] : []), ...(unknown ? [t('find.unknown', { count: unknown })] : [])];
  return parts.join(', ');
}
