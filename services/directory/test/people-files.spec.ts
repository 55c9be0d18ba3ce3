import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ImportPeopleFile, Me, PersonChanged, PreviewPeopleFile, type RawInput } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { stableId } from '../src/import/stable-id.js';
import { Vastmanland } from './vastmanland.js';

let county: Vastmanland;
beforeAll(async () => { county = await Vastmanland.start(); }, 90_000);
afterAll(() => county.stop(), 30_000);

const header = 'id;namn;titel;e-post;enhet';
const fileOf = (rows: readonly string[], encoding: BufferEncoding = 'utf8'): string => Buffer.from([header, ...rows, ''].join('\r\n'), encoding).toString('base64');
const previewed = (file: string, input: Partial<RawInput<typeof PreviewPeopleFile>> = {}, by = 'admin.arb') => county.hub.ask(PreviewPeopleFile, county.as(by), { file, ...input });
const imported = async (file: string, input: Partial<RawInput<typeof ImportPeopleFile>> = {}, { by = 'admin.arb', idempotencyKey = randomUUID() } = {}) =>
  county.hub.ask(ImportPeopleFile, county.as(by), { file, preview: (await previewed(file, {}, by)).preview, ...input }, { idempotencyKey });
const refused = (name: string) => expect.objectContaining({ name });
const arboga = stableId('organisation', 'ARB');
const rowOf = async (homeId: string) => (await county.see<Record<string, unknown>>('select * from people where home_id = $1 and organisation_id = $2', [homeId, arboga]))[0];
const someone = () => `fil-${randomUUID().slice(0, 8)}`;

describe('a file of people', () => {
  it('is previewed without a trace, and then done: added, changed, told and in the log', async () => {
    const [ny, gammal] = [someone(), someone()];
    await imported(fileOf([`${gammal};Gammal Person;Chef;g@arboga.example;ARB-KS-KANSLI`]));
    const file = fileOf([`${ny};Åsa Ny;Chef;ny@arboga.example;ARB-KS-KANSLI`, `${gammal};Gammal Person;Rådgivare;g@arboga.example;ARB-SN-IFO`, `${someone()};;Chef;x;ARB-X`], 'latin1');
    const before = await county.told();

    expect(await previewed(file)).toMatchObject({ encoding: 'windows-1252', counts: { refused: 1, new: 1, changed: 1 }, items: [{ kind: 'refused', line: 4, faults: [{ column: 'name', fault: 'missing' }, { column: 'email', fault: 'email' }, { column: 'unit', fault: 'unknown-unit' }] }] });
    expect((await previewed(file, { show: 'changed' })).items).toMatchObject([{ homeId: gammal, changes: [{ column: 'title', from: 'Chef', to: 'Rådgivare' }, { column: 'unit' }] }]);
    expect([await rowOf(ny), (await county.told()).length]).toEqual([undefined, before.length]);

    expect(await imported(file)).toEqual({ added: 1, changed: 1, ended: 0 });
    expect(await rowOf(ny)).toMatchObject({ name: 'Åsa Ny', status: 'active', source: 'import', roles: [], version: 1 });
    expect(await rowOf(gammal)).toMatchObject({ title: 'Rådgivare', version: 2 });
    expect((await county.told()).slice(before.length)).toMatchObject([{ type: PersonChanged.type, data: { homeId: expect.any(String) } }, { type: PersonChanged.type }]);
    expect((await county.see('select action from audit where object_id = $1', [(await rowOf(gammal))!['id']])).map((row) => (row as { action: string }).action)).toEqual(['person.add', 'person.change']);
    expect((await county.hub.ask(Me, { ...county.as('admin.arb'), homeId: ny }, {})).person.name).toBe('Åsa Ny');
  });

  it('is done once for one Idempotency-Key', async () => {
    const file = fileOf([`${someone()};En Person;Chef;e@arboga.example;ARB-KS-KANSLI`]);
    const [idempotencyKey, { preview }] = [randomUUID(), await previewed(file)];
    const once = () => imported(file, { preview }, { idempotencyKey });

    expect([await once(), await once()]).toEqual([{ added: 1, changed: 0, ended: 0 }, { added: 1, changed: 0, ended: 0 }]);
  });

  it('is refused whole when something has changed since the preview, and half of it is not there', async () => {
    const [ny, gammal] = [someone(), someone()];
    await imported(fileOf([`${gammal};Gammal Person;Chef;g@arboga.example;ARB-KS-KANSLI`]));
    const file = fileOf([`${ny};Ny Person;Chef;n@arboga.example;ARB-KS-KANSLI`, `${gammal};Gammal Person;Rådgivare;g@arboga.example;ARB-KS-KANSLI`]);
    const { preview } = await previewed(file);
    await county.see('update people set version = version + 1 where home_id = $1', [gammal]);

    await expect(imported(file, { preview })).rejects.toEqual(refused('preview-outdated'));
    expect([await rowOf(ny), (await rowOf(gammal))!['title']]).toEqual([undefined, 'Chef']);
  });

  it('ends nobody who is absent, but those who are named', async () => {
    const [kvar, borta] = [someone(), someone()];
    await imported(fileOf([kvar, borta].map((id) => `${id};Person ${id};Chef;p@arboga.example;ARB-KS-KANSLI`)));
    const file = fileOf([`${someone()};Ny Person;Chef;n@arboga.example;ARB-KS-KANSLI`]);
    const { items } = await previewed(file, { show: 'absent', limit: 100 });
    const gone = items.find(({ homeId }) => homeId === borta)!;
    expect(items.map(({ homeId }) => homeId)).toContain(kvar);

    expect(await imported(file, { leaving: [gone.id!] })).toEqual({ added: 1, changed: 0, ended: 1 });
    expect([(await rowOf(borta))!['status'], (await rowOf(kvar))!['status']]).toEqual(['ended', 'active']);
    await eventually(async () => expect(await county.see("select from due where kind = 'person-left' and subject_id = $1 and state = 'done'", [gone.id])).toHaveLength(1));
  });

  it('lets one in again who has left, without the roles that were; the id is not told apart by its case', async () => {
    const id = someone();
    await imported(fileOf([`${id};Åter Kommen;Chef;p@arboga.example;ARB-KS-KANSLI`]));
    await county.see("update people set roles = '{administrator}', status = 'ended', valid_to = now() where home_id = $1", [id]);

    expect(await imported(fileOf([`${id.toUpperCase()};Åter Kommen;Chef;p@arboga.example;ARB-KS-KANSLI`]))).toEqual({ added: 0, changed: 1, ended: 0 });
    expect(await rowOf(id)).toMatchObject({ status: 'active', roles: [] });
  });

  it('ends neither the last administrator nor anybody who was not shown as absent', async () => {
    const file = fileOf([`${someone()};Ny Person;Chef;n@arboga.example;ARB-KS-KANSLI`]);
    for (const id of [stableId('person', 'brasam.kop'), randomUUID()]) await expect(imported(file, { leaving: [id] })).rejects.toEqual(refused('preview-outdated'));

    await expect(imported(file, { leaving: [stableId('person', 'admin.arb')] })).rejects.toEqual(refused('last-administrator'));
    expect((await rowOf('admin.arb'))!['status']).toBe('active');
  });

  it('keeps what a spreadsheet would take for a formula as the text that it is', async () => {
    const id = someone();
    await imported(fileOf([`${id};"=HYPERLINK(""http://x"";""y"")";@SUM(A1);f@arboga.example;ARB-KS-KANSLI`]));

    expect(await rowOf(id)).toMatchObject({ name: '=HYPERLINK("http://x";"y")', title: '@SUM(A1)' });
  });

  it('is not for those who administer nothing, and knows no other organisation\'s people and units', async () => {
    const file = fileOf(['brasam.kop;Brita Annan;Chef;b@arboga.example;KOP-KS-TRYGGHET']);

    await expect(previewed(file, {}, 'brasam.arb')).rejects.toEqual(refused('not-allowed'));
    await expect(county.hub.ask(ImportPeopleFile, county.as('brasam.arb'), { file, preview: 'a'.repeat(43) })).rejects.toEqual(refused('not-allowed'));
    expect(await previewed(file)).toMatchObject({ counts: { refused: 1, changed: 0 }, items: [{ faults: [{ column: 'unit', fault: 'unknown-unit' }] }] });
  });

  it('of 10,000 rows is previewed and done while somebody waits', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => `stor-${n};Åsa Öberg ${n};Handläggare;p${n}@arboga.example;ARB-KS-KANSLI`);
    const file = fileOf(rows);
    const took = async (work: () => Promise<unknown>): Promise<number> => { const started = performance.now(); await work(); return Math.round(performance.now() - started); };
    const [{ preview, counts }, idempotencyKey] = [await previewed(file), randomUUID()];
    const figures = { bytes: Buffer.from(file, 'base64').length, preview: await took(() => previewed(file)), import: await took(() => eventually(() => imported(file, { preview }, { idempotencyKey }), 60_000)), again: await took(() => previewed(file)) };
    process.stderr.write(`a file of 10,000 people: ${JSON.stringify(figures)} (ms)\n`);

    expect(counts).toMatchObject({ new: 10_000, refused: 0 });
    expect((await previewed(file)).counts).toMatchObject({ unchanged: 10_000, new: 0 });
  }, 120_000);
});
