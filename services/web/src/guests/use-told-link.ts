import { useState } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { useAnnounce } from '../ui/index.js';

interface Told {
  readonly name: string;
  readonly secret: string;
}

/** The link that was told last, and is told once: kept on the page for as long as it is open. */
export function useToldLink(): { told: Told | null; tell: <T extends { readonly secret: string | null }>(name: string, answer: T | undefined) => T | undefined; forget: () => void } {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [told, setTold] = useState<Told | null>(null);
  const tell = <T extends { readonly secret: string | null }>(name: string, answer: T | undefined): T | undefined => {
    if (!answer) return undefined;
    setTold(answer.secret === null ? null : { name, secret: answer.secret });
    announce(t(answer.secret === null ? 'linkGuest.toldBefore' : 'linkGuest.made', { name }));
    return answer;
  };
  return { told, tell, forget: () => setTold(null) };
}
