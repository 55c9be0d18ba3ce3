import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FunctionChanged } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { tellFunctionsAnew } from '../src/migrations/1771700070000-tell-functions-anew.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

it('an upgrade tells once more of each function that was removed, now as removed, and of no other', async () => {
  const before = (await county.told()).length;
  const [{ id, version }] = await county.see<{ id: string; version: number }>('update functions set removed_at = now() where id = (select id from functions where unit_id is not null order by id limit 1) returning id, version') as [{ id: string; version: number }];

  await county.see(['begin', ...tellFunctionsAnew.up('directory'), 'commit'].join(';\n'));

  await eventually(async () => expect((await county.told()).slice(before)).toMatchObject([{ type: FunctionChanged.type, subject: id, aggregateversion: version + 1, data: { id, status: 'removed' } }]));
});
