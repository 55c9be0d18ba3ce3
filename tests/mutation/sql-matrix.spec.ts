import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SqlProbe } from './probe.js';
import { MutationScene } from './scene.js';

let scene: MutationScene;
let probe: SqlProbe;
beforeAll(async () => {
  scene = await MutationScene.start();
  probe = await SqlProbe.over(scene);
}, 180_000);
afterAll(async () => {
  await probe?.close();
  await scene?.leaks.stop();
});

it('every role may use of every table exactly the rows that the domain says, whoever it acts for', async () => {
  const found = await probe.within(async () => {
    const all: string[] = [];
    for (const cell of probe.cells()) all.push(...(await probe.differences(cell)));
    return all;
  });

  expect(found).toEqual([]);
}, 120_000);
