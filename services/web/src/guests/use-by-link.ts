import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Operation, Output, RawInput } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { asRefusal, type Refusal } from '../api/refusal.js';

/** What a link shows and takes. `answer` gives true where it was taken; the refusal of an answer is its own. */
export interface ByLink<View, Answer> {
  readonly view: View | null;
  readonly refusal: Refusal | null;
  readonly read: () => void;
  readonly answer: (input: Answer) => Promise<boolean>;
  readonly isBusy: boolean;
  readonly notTaken: Refusal | null;
}

const secretNow = (): string => window.location.hash.slice(1);
const onHash = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

/** The secret behind the # of the page's address; another one may be put there while the page is open. */
export const useSecret = (): string => useSyncExternalStore(onHash, secretNow);

/** Asks and answers by the secret behind the # of the page's address. */
export function useByLink<Show extends Operation, Take extends Operation>(show: Show, take: Take): ByLink<Output<Show>, RawInput<Take>> {
  const [secret] = useState(secretNow);
  const [view, setView] = useState<Output<Show> | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [notTaken, setNotTaken] = useState<Refusal | null>(null);
  const read = (): void => {
    setRefusal(null);
    ask(show, {} as RawInput<Show>, { secret }).then(setView, (error: unknown) => setRefusal(asRefusal(error)));
  };
  const answer = async (input: RawInput<Take>): Promise<boolean> => {
    if (isBusy) return false;
    setBusy(true);
    setNotTaken(null);
    try {
      setView((await ask(take, input, { secret })) as Output<Show>);
      return true;
    } catch (error) {
      setNotTaken(asRefusal(error));
      read();
      return false;
    } finally {
      setBusy(false);
    }
  };
  useEffect(read, [secret]);
  return { view, refusal, read, answer, isBusy, notTaken };
}
