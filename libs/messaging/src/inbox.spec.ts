import { describe, expect, it } from '@jest/globals';
import type { Tx } from '@knutpunkt/persistence';
import type { Arrived } from './arrived.js';
import { applyKept, applyNew } from './inbox.js';

const arrived = { consumer: 'meetings', id: 'e', aggregateId: 'a', version: 2, type: 't' } as Arrived;

/** A transaction whose questions are never answered: what is asked all the same waits for nothing. */
function unanswering(): { tx: Tx; asked: string[] } {
  const asked: string[] = [];
  const query = (text: string): Promise<never> => { asked.push(text); return new Promise(() => undefined); };
  return { tx: { query } as unknown as Tx, asked };
}

describe.each([['just came', applyNew], ['was waiting', applyKept]])('an event that %s', (_, apply) => {
  it('is applied in the turn that locks its place, after the lock', () => {
    const { tx, asked } = unanswering();

    void apply(tx, { everyVersion: true }, arrived);

    expect(asked).toEqual([expect.stringMatching(/^insert into inbox_positions/), expect.stringContaining('just_before')]);
  });
});
