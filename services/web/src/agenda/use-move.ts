import { useEffect, useRef } from 'react';
import { AgendaOrder, MoveItem, type AgendaView, type ItemView } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import type { Refusal } from '../api/refusal.js';
import { useTexts } from '../i18n/use-texts.js';
import { titleOf } from './item-words.js';
import { useAgendaAct } from './use-agenda-act.js';

type Place = 'up' | 'down' | number;

/** Moves an item. Where somebody else changed the order meanwhile, the same move is made in the new order. */
export function useMove(agenda: AgendaView, item: ItemView): { to: (place: Place) => Promise<void>; refusal: Refusal | null } {
  const { t } = useTexts();
  const { meetingId } = agenda;
  const last = useRef<Place | null>(null);
  const move = useAgendaAct(MoveItem, {
    meetingId,
    said: ({ items }) => t('agenda.moved', { item: titleOf(item, t), number: items.find(({ id }) => id === item.id)?.number ?? item.number }),
  });
  const to = async (place: Place): Promise<void> => {
    last.current = place;
    await move.run({ meetingId, itemId: item.id, to: place }, agenda.order.version);
  };
  const isStale = move.refusal?.slug === 'stale';
  useEffect(() => {
    const place = last.current;
    if (!isStale || place === null) return;
    last.current = null;
    const again = async (): Promise<void> => {
      // Where the order cannot be read either, the refusal of the move stays on the screen.
      const order = await ask(AgendaOrder, { meetingId }).catch(() => undefined);
      if (order) await move.run({ meetingId, itemId: item.id, to: place }, order.version);
    };
    void again();
  }, [isStale]);
  return { to, refusal: move.refusal };
}
