import { describe, expect, it } from '@jest/globals';
import type { KnownHere, KnownPerson } from './known.js';
import { planOf } from './plan.js';
import type { Cells } from './read-csv.js';

const units = [{ id: 'ks', authorityId: 'a', code: 'KOP-KS', name: 'Kansliet' }, { id: 'ifo', authorityId: 'b', code: 'KOP-IFO', name: 'Familj' }, { id: 'ifo2', authorityId: 'b', code: null, name: 'familj' }];
const known = (changes: Partial<KnownPerson>): KnownPerson => ({ id: `id-${changes.homeId}`, version: 1, homeId: 'x', name: 'Åsa Öberg', title: 'Chef', email: 'asa@koping.example', aliases: [], unitId: 'ks', state: 'active', roles: [], kept: false, ...changes });
const cells = (changes: Partial<Cells> = {}): Cells => ({ homeId: 'asa', name: 'Åsa Öberg', title: 'Chef', email: 'asa@koping.example', unit: 'KOP-KS', line: 2, ...changes });
const here = (...people: KnownPerson[]): KnownHere => ({ people, units, me: 'id-jag', functions: ['jour@koping.example'] });
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

  it('is to keep other addresses that the file does not tell of, and to take those that it does, each once and never the first', () => {
    const before = known({ homeId: 'asa', aliases: ['asa.oberg@koping.example'] });

    expect(first({}, before)).toMatchObject({ kind: 'unchanged', aliases: ['asa.oberg@koping.example'] });
    expect(first({ aliases: 'ASA@koping.example; a.oberg@koping.example a.oberg@koping.example' }, before)).toMatchObject({ kind: 'changed', aliases: ['a.oberg@koping.example'], changes: [{ column: 'aliases', from: 'asa.oberg@koping.example', to: 'a.oberg@koping.example' }] });
    expect(first({ aliases: '' }, before)).toMatchObject({ kind: 'changed', aliases: [], changes: [{ column: 'aliases', to: '' }] });
    expect(first({ email: 'asa.oberg@koping.example' }, before)).toMatchObject({ kind: 'changed', aliases: [] });
  });

  it.each([[';'], [' '], [', ']])('takes of what Exchange exports with "%s" between the addresses of mail, and passes over those of other networks', (between) => {
    const exported = ['SMTP:asa@koping.example', 'smtp:asa.oberg@koping.example', 'X400:C=SE;A= ;P=Koping;S=Oberg;', 'x500:/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=asa', 'SIP:asa@koping.example', 'Smtp:asa@koping.onmicrosoft.example'];

    expect(first({ aliases: exported.join(between) })).toMatchObject({ kind: 'new', faults: [], aliases: ['asa.oberg@koping.example', 'asa@koping.onmicrosoft.example'] });
  });

  it('is to count the first address among the others to none of the ten', () => {
    expect(first({ aliases: ['asa@koping.example', ...Array.from({ length: 10 }, (_, n) => `a${n}@koping.example`)].join(' ') })).toMatchObject({ kind: 'new', faults: [] });
  });

  it.each([
    ['is no address', 'asa.oberg', 'email'], ['are more than ten', Array.from({ length: 11 }, (_, n) => `a${n}@koping.example`).join(' '), 'too-many'], ['is another\'s address', 'BO@koping.example', 'address-taken'],
    ['is another\'s other address', 'bo+jobb@vaxel.example', 'address-taken'], ['is a function\'s address', 'jour@koping.example', 'address-taken'],
  ])('is nothing for a row whose other addresses %s', (_, aliases, fault) => {
    const bo = known({ homeId: 'bo', name: 'Bo', email: 'bo@koping.example', aliases: ['bo@vaxel.example'] });

    expect(first({ aliases }, known({ homeId: 'asa' }), bo)).toMatchObject({ kind: 'refused', faults: [{ column: 'aliases', fault }] });
  });

  it('is to let an address go from one to another in the same file, and not to both', () => {
    const here_ = here(known({ homeId: 'asa' }), known({ homeId: 'bo', email: 'bo@koping.example', aliases: ['delad@koping.example'] }));
    const bo = cells({ homeId: 'bo', email: 'bo@koping.example', line: 3 });

    expect(planOf('f', [cells({ aliases: 'delad@koping.example' }), { ...bo, aliases: '' }], here_).rows.map(({ kind }) => kind)).toEqual(['changed', 'changed']);
    expect(planOf('f', [cells({ aliases: 'delad@koping.example' }), bo], here_).rows.map(({ kind, faults }) => [kind, faults[0]?.fault])).toEqual([['refused', 'address-taken'], ['unchanged', undefined]]);
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
