import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventTypes } from '@knutpunkt/contracts';
import { Vastmanland, demo } from './vastmanland.js';

let county: Vastmanland;
let changed: string;
beforeAll(async () => {
  county = await Vastmanland.start();
  changed = await mkdtemp(join(tmpdir(), 'directory-files-'));
  await cp(demo, changed, { recursive: true });
}, 90_000);
afterAll(async () => {
  await county.stop();
  await rm(changed, { recursive: true });
}, 30_000);

const change = async (file: string, from: string, to: string): Promise<void> => writeFile(join(changed, file), (await readFile(join(changed, file), 'utf8')).replace(from, to));
const ended = (): Promise<{ ended: number }[]> => county.see('select count(*)::int as ended from memberships where valid_to is not null');

describe('an import', () => {
  it('tells the whole state of each thing once, in the order in which it was written', async () => {
    const events = await county.told();

    expect(events).toHaveLength(222);
    expect(new Set(events.map(({ subject }) => subject)).size).toBe(222);
    const places = events.map(({ data }) => data['at'] as number);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const event of events) expect(eventTypes.find(({ type }) => type === event.type)!.data.parse(event.data)).toEqual(event.data);
  });

  it('does nothing when it is repeated', async () => {
    const again = await county.operator.import(demo);

    expect(Object.values(again).reduce((a, b) => a + b)).toBe(0);
    expect(await county.told()).toHaveLength(222);
  });

  it('leaves what administrators have changed', async () => {
    await county.see("update people set title = 'Ny titel' where home_id = 'kpol.vm'");
    await county.see("update memberships set valid_to = now() where person_id = (select id from people where home_id = 'teknik.kop')");

    await county.operator.import(demo);

    expect(await county.see("select title from people where home_id = 'kpol.vm'")).toEqual([{ title: 'Ny titel' }]);
    expect(await ended()).toEqual([{ ended: 1 }]);
  });

  it('adds what has come into the files', async () => {
    await change('groups.yaml', '- { person: lpo.vm, seat', '- { person: registrator.kop }\n      - { person: lpo.vm, seat');

    expect(await county.operator.import(changed)).toMatchObject({ membership: 1, person: 0, group: 0 });
  });

  it('is refused, with the line, where it would change a group\'s level', async () => {
    await change('groups.yaml', 'level: INDIVIDUAL', 'level: GENERAL');

    await expect(county.operator.import(changed)).rejects.toMatchObject({
      faults: [{ file: 'groups.yaml', line: expect.any(Number), reason: 'the level of INSATSGRUPP-KOP is INDIVIDUAL for ever' }],
    });
  });

  it('is refused, with the line, where it would give a new function to somebody who has moved to another authority', async () => {
    const moved = await mkdtemp(join(tmpdir(), 'directory-moved-'));
    await cp(demo, moved, { recursive: true });
    const text = await readFile(join(moved, 'organisations.yaml'), 'utf8');
    await writeFile(join(moved, 'organisations.yaml'), text.replace('- { code: REGISTRATOR-KOP', '- { code: ARKIVARIE-KOP, name: Arkivarien i Köping, email: funktion.arkiv@koping.example, holders: [registrator.kop] }\n              - { code: REGISTRATOR-KOP'));
    const stand = (authority: string) => county.see("update people p set authority_id = a.id, unit_id = u.id from authorities a join units u on u.authority_id = a.id where a.code = $1 and p.home_id = 'registrator.kop'", [authority]);
    await stand('KOP-BUN');

    await expect(county.operator.import(moved)).rejects.toMatchObject({
      faults: [{ file: 'organisations.yaml', line: expect.any(Number), reason: 'registrator.kop works at KOP-BUN and cannot hold ARKIVARIE-KOP, a function of KOP-KS' }],
    });
    expect(await county.see("select from functions where code = 'ARKIVARIE-KOP'")).toEqual([]);
    await stand('KOP-KS');
    await rm(moved, { recursive: true });
  });

  it('leaves nothing behind where it fails', async () => {
    await change('organisations.yaml', 'name: Arboga kommun', 'name: Arboga');
    await change('organisations.yaml', 'code: SAP\n', 'code: SPO\n');
    const before = await county.told();

    await expect(county.operator.import(changed)).rejects.toThrow();

    expect(await county.told()).toEqual(before);
  });
});

describe('telling everything anew', () => {
  it('gives every row once, with the version and the place that it has', async () => {
    const count = await county.operator.republish();
    const events = await county.told(true);

    expect(events).toHaveLength(count);
    const kpol = events.find(({ data }) => data['homeId'] === 'kpol.vm')!;
    expect(kpol.data).toMatchObject({ title: 'Ny titel', status: 'active', roles: [] });
    expect(Math.max(...events.map(({ data }) => data['at'] as number))).toBeLessThanOrEqual(Number((await county.see<{ at: string }>('select at from newest_place'))[0]!.at));
  });
});
