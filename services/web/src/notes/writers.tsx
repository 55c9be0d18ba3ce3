import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { useTyping } from './use-typing.js';
import { useWriters } from './use-writers.js';

interface Place {
  meetingId: string;
  itemId: string;
}

/** Who else types here now: seen and read out while it lasts. */
export function Writers({ meetingId, itemId }: Place): ReactNode {
  const { t, language } = useTexts();
  const names = useWriters(meetingId, itemId).map(({ person }) => person.name);
  const all = new Intl.ListFormat(language).format(names);
  return (
    <p className="writers no-print" role="status">
      {names.length > 0 && t('writing.now', { count: names.length, names: all })}
    </p>
  );
}

/** Around what an item's notes are typed in: the others see that they are. */
export function Typed({ meetingId, itemId, children }: Place & { children: ReactNode }): ReactNode {
  const { typed, stopped } = useTyping(meetingId, itemId);
  return (
    <div onInput={typed} onBlur={stopped}>
      {children}
    </div>
  );
}
