import { useState } from 'react';
import { AttestSeat } from '@knutpunkt/contracts';
import { ask } from '../api/ask.js';
import { isOutdated } from '../api/outdated.js';
import { asRefusal, type Refusal } from '../api/refusal.js';
import { sessionEnded } from '../api/session-end.js';
import { inputOf, type Choice } from './review-choice.js';

/** Sends choices one by one, each with the version that was seen: one that is refused stops no other. `refusals` are by seat. */
export function useAttest(reviewId: string, done: (seats: readonly string[]) => void) {
  const [pending, setPending] = useState(false);
  const [refusals, setRefusals] = useState<Readonly<Record<string, Refusal>>>({});
  const run = async (choices: readonly Choice[]): Promise<void> => {
    setPending(true);
    const refused: Record<string, Refusal> = {};
    const saved: string[] = [];
    for (const choice of choices) {
      const { id, version } = choice.seat;
      try {
        await ask(AttestSeat, inputOf(reviewId, choice), { version });
        saved.push(id);
      } catch (error) {
        refused[id] = asRefusal(error);
        if (refused[id].status === 401) sessionEnded();
      }
    }
    setRefusals(refused);
    setPending(false);
    isOutdated('review', reviewId);
    done(saved);
  };
  return { run, pending, refusals };
}
