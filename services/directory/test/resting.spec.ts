import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const statesOf = async (code: string): Promise<string[]> => (await county.see<{ status: string }>('select distinct status from people where organisation_id = $1', [stableId('organisation', code)])).map(({ status }) => status);

it('access rests of nobody whose organisation is paused or only proposed, since nobody can log in there', async () => {
  await county.see("update organisations set status = case code when 'BOS' then 'paused' when 'VMK' then 'proposed' else status end");
  await county.see("update people set awake_since = now() - interval '91 days', last_login_at = null");
  await county.see("insert into due (kind, subject_id, at) values ('dormancy', 'people', now())");

  await eventually(async () => expect(await statesOf('ARB')).toEqual(['dormant']), 45_000);
  await eventually(async () => expect(await county.see("select from due where kind = 'dormancy' and state = 'pending' and at <= now()")).toEqual([]));
  expect([await statesOf('BOS'), await statesOf('VMK')]).toEqual([['active'], ['active']]);
  expect(await county.see("select from due where kind = 'dormancy' and state = 'dead'")).toEqual([]);
});
