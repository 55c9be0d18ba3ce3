import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rules, type Action } from '@knutpunkt/access';
import { LeakHub } from '../leaks/leak-hub.js';
import { Asking } from './asking.js';
import { loadPeople } from './people.js';
import { page } from './page.js';
import { nameOf, rows, type Row } from './rows.js';
import { Scene } from './scene.js';
import { writes } from './writes.js';

const file = new URL('../../docs/access-matrix.md', import.meta.url);

let leaks: LeakHub;
let scene: Scene;
let asking: Asking;
beforeAll(async () => {
  leaks = await LeakHub.start({ logLevel: 'silent' });
  await loadPeople(leaks);
  scene = await Scene.make(leaks);
  asking = new Asking(leaks, scene);
}, 280_000);
afterAll(() => leaks?.stop());

describe('the access matrix', () => {
  it('names each question once', () => {
    const names = rows.map(({ answer: _, ...asked }) => JSON.stringify(asked));

    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('says of each rule both to whom it opens and to whom it does not', () => {
    const untold = (Object.keys(rules) as Action[]).filter((action) => { const of = rows.filter((row) => row.action === action); return !of.some(({ answer }) => answer === 'yes') || !of.some(({ answer }) => answer !== 'yes'); });

    expect(untold).toEqual([]);
  });

  it('stands as it is in docs/access-matrix.md', () => {
    if (process.env.WRITE_ACCESS_MATRIX) writeFileSync(file, page());

    expect(readFileSync(file, 'utf8')).toBe(page());
  });
});

/** What PostgreSQL shows and `decide` allows, together: one of the four answers. */
function ruled({ sql, decided }: Awaited<ReturnType<Asking['byRules']>>): Row['answer'] {
  if (sql === 'hidden' || sql === 'shut out') return sql;
  return decided === false ? 'refused' : 'yes';
}

describe('past the handlers, as the service\'s own role, PostgreSQL lets nobody but these', () => {
  const asked = writes.flatMap((write) => [...write.may.map((name) => [name, write, true] as const), ...write.mayNot.map((name) => [name, write, false] as const)]);

  it.each(asked.map(([name, write, may]) => [`${write.what}: ${name} → ${may ? 'yes' : 'no'}`, name, write, may] as const))('%s', async (_, name, write, may) => {
    expect(await asking.writes(write, name)).toBe(may);
  });

  it('each of which somebody is refused, and nobody is asked about twice', () => {
    expect(writes.filter(({ mayNot }) => mayNot.length === 0)).toEqual([]);
    expect(writes.filter(({ may, mayNot }) => new Set([...may, ...mayNot]).size < may.length + mayNot.length).map(({ what }) => what)).toEqual([]);
  });
});

describe('row-level security, decide and the hub say the same', () => {
  it.each(rows.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => {
    if (row.thing === 'a nomination') await scene.nominate();
    const rule = await asking.byRules(row);
    const { answer, told } = await asking.byHub(row);

    expect({ byRules: ruled(rule), byHub: answer, ...(answer === row.answer ? {} : { told }) }).toEqual({ byRules: row.answer, byHub: row.answer });
  });
});
