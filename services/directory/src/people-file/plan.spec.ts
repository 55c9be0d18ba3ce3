import { describe, expect, it } from '@jest/globals';
import type { KnownHere, KnownPerson } from './known.js';
import { planOf } from './plan.js';
import type { Cells } from './read-csv.js';

const units = [{ id: 'ks', authorityId: 'a', code: 'KOP-KS', name: 'Kansliet' }, { id: 'ifo', authorityId: 'b', code: 'KOP-IFO', name: 'Familj' }, { id: 'ifo2', authorityId: 'b', code: null, name: 'familj' }];
const known = (changes: Partial<KnownPerson>): KnownPerson => ({ id: `id-${changes.homeId}`, version: 1, homeId: 'x', name: 'Åsa Öberg', title: 'Chef', email: 'asa@koping.example', unitId: 'ks', state: 'active', roles: [], kept: false, ...changes });
const cells = (changes: Partial<Cells> = {}): Cells => ({ homeId: 'asa', name: 'Åsa Öberg', title: 'Chef', email: 'asa@koping.example', unit: 'KOP-KS', line: 2, ...changes });
const here = (...people: KnownPerson[]): KnownHere => ({ people, units, me: 'id-jag' });
const first = (row: Partial<Cells>, ...people: KnownPerson[]) => planOf('f', [cells(row)], here(...people)).rows[0]!;

describe('what a file would do', () => {
  it('is to add whom nobody knows, by the unit\'s code or its name', () => {
    expect(first({})).toMatchObject({ kind: 'new', unitAs: { id: 'ks' }, faults: [] });
    expect(first({ unit: 'KANSLIET' })).toMatchObject({ kind: 'new', unitAs: { id: 'ks' } });
  });

  it('is to change what differs, from and to, and nothing else', () => {
    expect(first({ title: 'Handläggare', unit: 'KOP-IFO' }, known({ homeId: 'asa' }))).toMatchObject({ kind: 'changed', id: 'id-asa', changes: [{ column: 'title', from: 'Chef', to: 'Handläggare' }, { column: 'unit', from: 'Kansliet', to: 'Familj' }] });
    expect(first({}, known({ homeId: 'asa' }))).toMatchObject({ kind: 'unchanged', changes: [] });
    expect(first({}, known({ homeId: 'asa', state: 'dormant' }))).toMatchObject({ kind: 'unchanged' });
  });

  it('knows a person by the id in whatever case, and by what its directory system calls one', () => {
    expect(first({ homeId: 'ASA' }, known({ homeId: 'asa' }))).toMatchObject({ kind: 'unchanged', id: 'id-asa' });
    expect(first({ homeId: 'Asa.Oberg', title: 'Annan' }, known({ homeId: '4711', userName: 'asa.oberg', kept: true }))).toMatchObject({ kind: 'refused', faults: [{ fault: 'kept-by-directory-system' }] });
    expect(planOf('f', [cells(), cells({ homeId: 'ASA', line: 3 })], here()).rows.map(({ faults }) => faults[0]?.fault)).toEqual(['twice', 'twice']);
  });

  it.each([['invited'], ['ended']] as const)('is to let in one who was %s', (state) => {
    expect(first({}, known({ homeId: 'asa', state }))).toMatchObject({ kind: 'changed', changes: [{ column: 'state', from: state, to: 'active' }] });
  });

  it('is to leave those alone who are not in it, and to say who they are', () => {
    const { rows, counts } = planOf('f', [cells()], here(known({ homeId: 'asa' }), known({ homeId: 'borta' }), known({ homeId: 'slutat', state: 'ended' }), known({ homeId: 'scim', kept: true })));

    expect(rows[1]).toMatchObject({ kind: 'absent', id: 'id-borta', unit: 'Kansliet', line: null });
    expect(counts).toEqual({ refused: 0, new: 0, changed: 0, absent: 1, unchanged: 1 });
  });

  it.each([
    ['a missing field', { title: '' }, 'title', 'missing'], ['no id', { homeId: '' }, 'homeId', 'missing'], ['what is no address', { email: 'asa' }, 'email', 'email'], ['a unit that nobody knows', { unit: 'KOP-X' }, 'unit', 'unknown-unit'],
    ['a name that two units have', { unit: 'FAMILJ' }, 'unit', 'ambiguous-unit'], ['a personal identity number as the id', { homeId: '19811218-9876' }, 'homeId', 'identity-number'], ['one in the title', { title: 'Chef 811218 9876' }, 'title', 'identity-number'],
    ['a text of two lines', { name: 'Åsa\nÖberg' }, 'name', 'unreadable'], ['a text that turns the direction', { name: 'Åsa \u202egrebÖ' }, 'name', 'unreadable'], ['too long a text', { name: 'Å'.repeat(201) }, 'name', 'too-long'],
  ] as const)('is nothing for a row with %s, and the reason stands beside it', (_, row, column, fault) => {
    expect(first(row)).toMatchObject({ kind: 'refused', id: null, faults: [{ column, fault }] });
  });

  it('is nothing for whoever is there twice, any of the rows', () => {
    const { rows } = planOf('f', [cells(), cells({ line: 3, name: 'Åsa Berg' }), cells({ line: 4, homeId: 'bo' })], here(known({ homeId: 'asa' })));

    expect(rows.map(({ kind, faults }) => [kind, faults[0]?.fault])).toEqual([['refused', 'twice'], ['refused', 'twice'], ['new', undefined]]);
  });

  it('is nothing for whom the organisation\'s own directory system tells of otherwise, and for one\'s own place', () => {
    expect(first({ title: 'Annan' }, known({ homeId: 'asa', kept: true }))).toMatchObject({ kind: 'refused', faults: [{ column: 'homeId', fault: 'kept-by-directory-system' }] });
    expect(first({}, known({ homeId: 'asa', kept: true }))).toMatchObject({ kind: 'unchanged' });
    expect(first({ homeId: 'jag', unit: 'KOP-IFO' }, known({ homeId: 'jag' }))).toMatchObject({ kind: 'refused', faults: [{ column: 'homeId', fault: 'yourself' }] });
  });

  it.each(['=HYPERLINK("http://x")', '+46221', '-1', '@SUM(A1)'])('takes %s for the text that it is', (name) => {
    expect(first({ name })).toMatchObject({ kind: 'new', name, cells: { name } });
  });

  it('is told from everything else by its hash', () => {
    const before = planOf('f', [cells()], here(known({ homeId: 'asa' }))).hash;

    expect(planOf('f', [cells()], here(known({ homeId: 'asa' }))).hash).toBe(before);
    for (const other of [planOf('g', [cells()], here(known({ homeId: 'asa' }))), planOf('f', [cells()], here(known({ homeId: 'asa', version: 2 }))), planOf('f', [cells()], here(known({ homeId: 'asa' }), known({ homeId: 'ny' })))]) expect(other.hash).not.toBe(before);
  });
});
