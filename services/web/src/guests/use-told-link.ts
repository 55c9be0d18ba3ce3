import { useState } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { useAnnounce } from '../ui/index.js';

/** A link that was made. `secret` is null where it was told to an earlier request, whose answer was lost on the way. */
export interface ToldLink {
  readonly id: string;
  readonly name: string;
  readonly secret: string | null;
}

type Telling = { readonly secret: string | null };

/** The links that were made on this page, by guest: each is told once, and kept for as long as the page is open. */
export function useToldLinks(): { told: readonly ToldLink[]; tell: <T extends Telling>(guest: { id: string; name: string }, answer: T | undefined) => T | undefined; forget: (id: string) => void } {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [told, setTold] = useState<readonly ToldLink[]>([]);
  const forget = (id: string): void => setTold((before) => before.filter((one) => one.id !== id));
  const tell = <T extends Telling>({ id, name }: { id: string; name: string }, answer: T | undefined): T | undefined => {
    if (!answer) return undefined;
    const { secret } = answer;
    setTold((before) => [...before.filter((one) => one.id !== id), { id, name, secret }]);
    // What is lost stands in a notice of its own, which is read out.
    if (secret !== null) announce(t('linkGuest.made', { name }));
    return answer;
  };
  return { told, tell, forget };
}

/** The guest that was typed, among those who are invited now: the newest of that name. */
export const invitedAs = <G extends { readonly id: string; readonly name: string }>(guests: readonly G[], { name }: { readonly name: string }): G | undefined => guests.filter((one) => one.name === name.trim()).at(-1);
