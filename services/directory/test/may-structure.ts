import { AddAuthority, EndAuthority, EndUnit, GiveFunction, ChangeUnit, RemoveFunction, RenameAuthority, RenameFunction, TakeFunction, type AnyOperation, type AuthorityPart, type Output, type StaffView, type Structure } from '@knutpunkt/contracts';

interface Thing { readonly id: string; readonly version?: string; readonly may: readonly string[]; readonly [more: string]: unknown }
interface Question { readonly op: AnyOperation; readonly input: Record<string, unknown> }

/** The whole, and each of its parts, with what can be done with it. A function is told with the authority at which its holders work. */
export function partsOf(seen: unknown): Thing[] {
  if (seen === null) return [];
  const { items, may } = seen as Output<typeof Structure>;
  const functions = (authority: AuthorityPart): Thing[] => authority.units.flatMap((unit) => unit.functions.map((one) => ({ ...one, kind: 'function', authorityId: authority.id })));
  return [{ id: 'structure', may, kind: 'structure' }, ...items.flatMap((authority): Thing[] => [{ ...authority, kind: 'authority' }, ...authority.units.map((unit) => ({ ...unit, kind: 'unit' })), ...functions(authority)])];
}

const idOf = { authority: 'ownAuthorityId', unit: 'ownUnitId', function: 'ownFunctionId' } as const;
const kindOf = ({ kind }: Thing): keyof typeof idOf => kind as keyof typeof idOf;
const named = (thing: Thing): Record<string, unknown> => ({ [idOf[kindOf(thing)]]: thing.id });
const holdersOf = ({ holders }: Thing): { id: string }[] => holders as { id: string }[];
let made = 0;

/** What each word in `may` asks; null where there is nobody to ask about. */
export const askedOfStructure: Readonly<Record<string, (thing: Thing, people: readonly Thing[]) => Question | null>> = {
  'authority.add': () => ({ op: AddAuthority, input: { name: `Nämnden ${(made += 1)}` } }),
  'structure.keep': (thing) => ({ op: { authority: RenameAuthority, unit: ChangeUnit, function: RenameFunction }[kindOf(thing)], input: { ...named(thing), name: `${thing['name'] as string} ${(made += 1)}`, ...(kindOf(thing) === 'unit' && { code: thing['code'] }) } }),
  'function.give': (thing, people) => {
    const free = (people as unknown as StaffView[]).find(({ id, authority, state, roles }) => authority?.id === thing['authorityId'] && state === 'active' && !roles.includes('administrator') && !holdersOf(thing).some((one) => one.id === id));
    return free ? { op: GiveFunction, input: { ...named(thing), personId: free.id } } : null;
  },
  'function.take': (thing) => (holdersOf(thing)[0] ? { op: TakeFunction, input: { ...named(thing), personId: holdersOf(thing)[0]!.id } } : null),
  'structure.end': (thing) => ({ op: { authority: EndAuthority, unit: EndUnit, function: RemoveFunction }[kindOf(thing)], input: named(thing) }),
};
