import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { AgendaView, ItemView } from '@knutpunkt/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { Button, Refused, Select } from '../ui/index.js';
import { titleOf } from './item-words.js';
import { useMove } from './use-move.js';

/** Moves an item up, down or to a place. The focus stays with the item wherever it goes. */
export function MoveButtons({ agenda, item }: { agenda: AgendaView; item: ItemView }): ReactNode {
  const { t } = useTexts();
  const [isChoosing, setChoosing] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const pressed = useRef<'up' | 'down' | 'to' | null>(null);
  const move = useMove(agenda, item);
  const go = (to: 'up' | 'down' | number): void => {
    pressed.current = typeof to === 'number' ? 'to' : to;
    setChoosing(false);
    void move.to(to);
  };
  useEffect(() => {
    const by = pressed.current;
    pressed.current = null;
    const buttons = box.current;
    if (by === null || buttons === null) return;
    (buttons.querySelector<HTMLElement>(`[data-move="${by}"]`) ?? buttons.querySelector<HTMLElement>('button'))?.focus();
  }, [item.number]);
  const places = agenda.items.filter(({ number }) => number !== item.number).map(({ number }) => ({ value: String(number), label: t('agenda.place', { number }) }));
  if (places.length === 0) return null;
  const name = titleOf(item, t);
  return (
    <span className="row" ref={box}>
      {item.number! > 1 && (
        <Button small data-move="up" aria-label={t('agenda.upLabel', { item: name })} onClick={() => go('up')}>
          {t('agenda.up')}
        </Button>
      )}
      {item.number! < agenda.items.length && (
        <Button small data-move="down" aria-label={t('agenda.downLabel', { item: name })} onClick={() => go('down')}>
          {t('agenda.down')}
        </Button>
      )}
      <Button small data-move="to" aria-expanded={isChoosing} aria-label={t('agenda.toLabel', { item: name })} onClick={() => setChoosing(!isChoosing)}>
        {t('agenda.to')}
      </Button>
      {isChoosing && (
        <Select
          small
          id={`place-${item.id}`}
          label={t('agenda.toPlace', { item: name })}
          value=""
          onChange={(place) => go(Number(place))}
          options={[{ value: '', label: t('agenda.choosePlace') }, ...places]}
        />
      )}
      <Refused refusal={move.refusal} />
    </span>
  );
}
