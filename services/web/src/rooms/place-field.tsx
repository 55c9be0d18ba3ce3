import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { SuggestedLine, type Field } from '../ui/index.js';
import { useRooms } from './use-rooms.js';

/** Where a meeting is held: one of the own organisation's rooms, or anything that is typed. */
export function PlaceField(field: Field<string>): ReactNode {
  const { t } = useTexts();
  const rooms = useRooms();
  const suggestions = rooms.map(({ place, holds }) => ({ value: place, label: holds === null ? place : t('rooms.suggested', { place, count: holds }) }));
  return <SuggestedLine {...field} help={rooms.length > 0 ? t('rooms.placeHelp') : field.help} suggestions={suggestions} />;
}
