import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rules, type Action } from '@knutpunkt/access';
import type { Operation } from '@knutpunkt/contracts';
import { loadCounties } from '../leaks/histories/county.js';
import { LeakHub } from '../leaks/leak-hub.js';
import { sceneToAsk, type Ids, type Place } from './asked-scene.js';
import { allowed, answered, neverRefused, ruled, whoMayNot } from './asked.js';
import { report, type Killed } from './report.js';

let place: Place;
let ids: Ids;
const mutants: Killed[] = [];

beforeAll(async () => {
  const leaks = await LeakHub.start({ logLevel: 'silent' });
  const [county] = await loadCounties(leaks, ['6']);
  place = { leaks, county: county! };
  ids = await sceneToAsk(place);
}, 280_000);
afterAll(async () => {
  report('handlers that ask decide', mutants);
  await place?.leaks.stop();
});

/** How somebody who may not is answered; anew where what was allowed before has left nothing to ask about. */
async function refused(op: Operation): Promise<string> {
  const first = await answered(place, op, ids);
  if (first === 'not-allowed') return first;
  ids = await sceneToAsk(place);
  return answered(place, op, ids);
}

const asked = ruled.filter(({ action }) => !neverRefused[action as Action]);

describe('whoever may not is refused by the rule alone', () => {
  it.each(asked.map((op) => [op.name, op] as const))('of %s, whose handler asks it', async (name, op) => {
    const action = op.action as Action;
    const [before, without] = [await refused(op), await allowed(action, () => answered(place, op, ids))];
    const killedBy = before === 'not-allowed' && without !== before ? `${whoMayNot(op)} is answered ${without}, not not-allowed` : null;
    mutants.push({ what: `${name} with ${action} allowed to all`, killedBy });

    expect(before).toBe('not-allowed');
    expect(killedBy).not.toBeNull();
  }, 120_000);

  it('of every action whose rule refuses anybody, or it is said why nobody can be refused', () => {
    const open = [rules['me.read'], rules['person.provision']];
    const refusing = (Object.keys(rules) as Action[]).filter((action) => !(open as unknown[]).includes(rules[action]));

    expect([...new Set([...asked.map(({ action }) => action), ...Object.keys(neverRefused)])].toSorted()).toEqual(refusing.toSorted());
  });
});
