import { createHash } from 'node:crypto';
import type { FileColumn, FileRow, RowFault, RowKind } from '@knutpunkt/contracts';
import type { KnownHere, KnownPerson, KnownUnit } from './known.js';
import { Owners, othersOf } from './other-addresses.js';
import type { Cells } from './read-csv.js';
import { textFaults } from './text-faults.js';

/** What becomes of a row, and what is written for it: who it is, and where that one works. */
export interface PlannedRow extends FileRow {
  readonly cells: Cells | null;
  readonly unitAs: KnownUnit | null;
  readonly aliases: readonly string[];
  readonly version: number | null;
  /** Who that was until now; null for one who is new. */
  readonly before: Pick<KnownPerson, 'unitId' | 'state'> | null;
}

/** Every row of the file, and everybody here who is absent from it. */
export interface Plan {
  readonly rows: readonly PlannedRow[];
  readonly counts: Readonly<Record<RowKind, number>>;
  /** Tells this plan from every other: what is in the file, and what it was compared with. */
  readonly hash: string;
}

/** What a file would do. Pure. Rows that say the same person twice are refused alike, since none of them is more right. */
export function planOf(file: string, rows: readonly Cells[], here: KnownHere): Plan {
  const people = new Map(here.people.flatMap((one) => [one.userName ?? one.homeId, one.homeId].map((name) => [folded(name), one] as const)));
  const look = { people, units: new Units(here.units), me: here.me, times: timesOf(rows), owners: new Owners(here, rows.map((cells) => ({ cells, before: people.get(folded(cells.homeId)) }))) };
  const planned = [...rows.map((cells) => planned_(cells, look)), ...absentees(rows, here)];
  const counts = { refused: 0, new: 0, changed: 0, absent: 0, unchanged: 0 };
  for (const { kind } of planned) counts[kind] += 1;
  const told = planned.map(({ kind, id, version, unitAs, changes, faults }) => [kind, id, version, unitAs?.id, changes, faults]);
  return { rows: planned, counts, hash: createHash('sha256').update(file).update(JSON.stringify(told)).digest('base64url') };
}

interface Look { readonly people: ReadonlyMap<string, KnownPerson>; readonly units: Units; readonly me: string; readonly times: ReadonlyMap<string, number>; readonly owners: Owners }

function planned_(cells: Cells, look: Look): PlannedRow {
  const before = look.people.get(folded(cells.homeId));
  const unit = look.units.named(cells.unit);
  const changes = before ? changesOf(before, cells, { unit, from: look.units.nameOf(before.unitId) }) : [];
  const faults = [...textFaults(cells), ...placeFaults(cells, unit), ...personFaults(cells, before, { ...look, changes: changes.length > 0 }), ...(look.owners.shares(cells, before) ? [fault('aliases', 'address-taken')] : [])];
  const common = { line: cells.line, homeId: cells.homeId, name: cells.name, unit: cells.unit, cells, unitAs: typeof unit === 'string' ? null : unit, aliases: othersOf(cells, before), version: before?.version ?? null, before: before ? { unitId: before.unitId, state: before.state } : null };
  if (faults.length > 0) return { ...common, kind: 'refused', id: null, changes: [], faults };
  if (!before) return { ...common, kind: 'new', id: null, changes: [], faults: [] };
  return { ...common, kind: changes.length > 0 ? 'changed' : 'unchanged', id: before.id, changes, faults: [] };
}

type Fault = FileRow['faults'][number];
const fault = (column: FileColumn, what: RowFault): Fault => ({ column, fault: what });

const placeFaults = ({ unit: typed }: Cells, unit: Named): Fault[] => (typed === '' || typeof unit !== 'string' ? [] : [fault('unit', unit)]);

function personFaults({ homeId }: Cells, before: KnownPerson | undefined, { me, times, changes }: Pick<Look, 'me' | 'times'> & { changes: boolean }): Fault[] {
  return [
    ...(homeId !== '' && times.get(folded(homeId))! > 1 ? [fault('homeId', 'twice')] : []),
    ...(before?.kept && changes ? [fault('homeId', 'kept-by-directory-system')] : []),
    ...(before?.id === me && changes ? [fault('homeId', 'yourself')] : []),
  ];
}

function changesOf(before: KnownPerson, cells: Cells, { unit, from }: { unit: Named; from: string }): FileRow['changes'] {
  const texts = (['name', 'title', 'email'] as const).filter((column) => before[column] !== cells[column]).map((column) => ({ column, from: before[column], to: cells[column] }));
  const place = typeof unit === 'string' || unit.id === before.unitId ? [] : [{ column: 'unit' as const, from, to: unit.name }];
  const comes = before.state === 'invited' || before.state === 'ended' ? [{ column: 'state' as const, from: before.state, to: 'active' }] : [];
  const [had, has] = [before.aliases.join(' '), othersOf(cells, before).join(' ')];
  return [...texts, ...(had === has ? [] : [{ column: 'aliases' as const, from: had, to: has }]), ...place, ...comes];
}

/** Those whom the organisation's directory system tells of, and those who have left, are not expected in a file. */
function absentees(rows: readonly Cells[], { people, units }: KnownHere): PlannedRow[] {
  const inFile = new Set(rows.map(({ homeId }) => folded(homeId)));
  const names = new Units(units);
  return people.filter(({ homeId, state, kept }) => !kept && state !== 'ended' && !inFile.has(folded(homeId)))
    .map(({ id, version, homeId, name, unitId, state }) => ({ kind: 'absent', line: null, id, version, homeId, name, unit: names.nameOf(unitId), changes: [], faults: [], cells: null, unitAs: null, aliases: [], before: { unitId, state } }));
}

function timesOf(rows: readonly Cells[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { homeId } of rows) times.set(folded(homeId), (times.get(folded(homeId)) ?? 0) + 1);
  return times;
}

type Named = KnownUnit | 'unknown-unit' | 'ambiguous-unit';
const folded = (name: string): string => name.toLocaleLowerCase('sv');

/** The organisation's units by code or, where no unit has it, by a name that only one has: a wrong unit would show somebody what is not hers. */
class Units {
  private readonly byCode: ReadonlyMap<string | null, KnownUnit>;
  private readonly byName = new Map<string, KnownUnit[]>();
  private readonly byId: ReadonlyMap<string, KnownUnit>;

  constructor(units: readonly KnownUnit[]) {
    this.byCode = new Map(units.map((unit) => [unit.code, unit]));
    for (const unit of units) this.byName.set(folded(unit.name), [...(this.byName.get(folded(unit.name)) ?? []), unit]);
    this.byId = new Map(units.map((unit) => [unit.id, unit]));
  }

  named(typed: string): Named {
    const some = this.byName.get(folded(typed)) ?? [];
    return this.byCode.get(typed) ?? (some.length > 1 ? 'ambiguous-unit' : (some[0] ?? 'unknown-unit'));
  }

  nameOf = (id: string | null): string => (id === null ? '' : (this.byId.get(id)?.name ?? ''));
}
