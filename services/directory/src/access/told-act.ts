import type { AdministrativeAct, ChangedByAct } from '@knutpunkt/contracts';
import type * as z from 'zod';
import { endOfAgreement } from '../agreements/memberships-end.js';
import { endOfGroup } from '../groups/group-ends.js';
import { endOfOrganisation } from '../hub/organisation-ends.js';
import { timers } from '../reviews/plan.js';
import type { Kept } from './log-details.js';

type Act = z.infer<typeof AdministrativeAct>;

/** What a directory system said of a function. */
interface ToldOfFunction { readonly unitId: string | null; readonly members: readonly string[] }

/** What a row holds, as this or an earlier version wrote it. */
export interface Details extends Kept {
  readonly before?: string | ToldOfFunction | null;
  readonly after?: string | ToldOfFunction | null;
  readonly role?: string;
  readonly columns?: readonly string[];
  readonly parties?: readonly string[];
  readonly validTo?: string;
  readonly renamed?: boolean;
}

/** A row of the log as somebody may see it. `seesReview`: the review that it names is one of the own organisation. */
export interface LogRow extends Omit<Act, 'at' | 'actor' | 'because' | 'before' | 'after' | 'changes'> {
  readonly at: Date;
  readonly actorKind: 'person' | 'client' | 'worker';
  readonly actorId: string;
  readonly details: Details;
  readonly seesReview: boolean;
}

const actors = { person: 'person', client: 'directory-system', worker: 'hub' } as const;
const causes: Readonly<Record<string, Act['because']>> = {
  [timers.ends]: 'review', [endOfAgreement]: 'agreement', [endOfOrganisation]: 'organisation', [endOfGroup]: 'group', substitutes: 'seat',
  'person-left': 'left', 'person-moved': 'moved', 'function-told': 'directory-system', dormancy: 'no-login', login: 'login',
};

/** That others have not reviewed a seat is theirs to know. */
function becauseOf({ actorKind, actorId, action, seesReview }: LogRow): Act['because'] {
  const cause = actorKind === 'worker' ? (causes[actorId] ?? null) : null;
  return cause === 'review' && (!seesReview || action !== 'membership.end') ? null : cause;
}

const of = (value: Details['before']): ToldOfFunction | undefined => (typeof value === 'object' && value !== null ? value : undefined);
const state = (value: Details['before']): string | null => (typeof value === 'string' ? value : null);
const instant = (value: Kept['toEnd']): string | null => (value ? new Date(value).toISOString() : null);

/** The ids that a row says more of than the row itself names. */
export function idsIn({ before, after, fromUnit, toUnit, parties = [] }: Details): string[] {
  const told = [of(before), of(after)].flatMap((one) => (one ? [one.unitId, ...one.members] : []));
  return [fromUnit, toUnit, ...parties, ...told].filter((id): id is string => typeof id === 'string');
}

type Names = ReadonlyMap<string, string>;
type One = ChangedByAct | false | undefined;

function unitIn({ fromUnit, toUnit, before, after }: Details, names: Names): One {
  const [from, to] = [fromUnit ?? of(before)?.unitId ?? null, toUnit ?? of(after)?.unitId ?? null];
  return from !== to && { what: 'unit', before: from && (names.get(from) ?? null), after: to && (names.get(to) ?? null) };
}

/** Who came to be a member of a function, and who is none any more. */
function membersIn({ before, after }: Details, names: Names): ChangedByAct[] {
  const [had, has] = [of(before)?.members ?? [], of(after)?.members ?? []];
  const named = (ids: readonly string[], not: readonly string[]): string[] => ids.filter((id) => !not.includes(id)).flatMap((id) => names.get(id) ?? []).toSorted();
  return [...named(had, has).map((name) => ({ what: 'member' as const, before: name, after: null })), ...named(has, had).map((name) => ({ what: 'member' as const, before: null, after: name }))];
}

/** What was changed, beside the states: units, people and organisations by name. */
function changesIn(details: Details, names: Names): ChangedByAct[] {
  const { fromRole, toRole = details.role, fromEnd, toEnd = details.validTo, fields = details.columns ?? [], parties = [], renamed } = details;
  const said: One[] = [
    toRole !== undefined && { what: 'role', before: fromRole ?? null, after: toRole }, toEnd !== undefined && { what: 'end', before: instant(fromEnd), after: instant(toEnd) }, unitIn(details, names),
    ...[...fields.filter((field) => field !== 'state' && field !== 'unit'), ...(renamed ? ['name'] : [])].map((what) => ({ what: what as ChangedByAct['what'], before: null, after: null })),
    ...parties.flatMap((id) => names.get(id) ?? []).map((name) => ({ what: 'party' as const, before: null, after: name })), ...membersIn(details, names),
  ];
  return said.filter((one): one is ChangedByAct => one !== false && one !== undefined);
}

/** The row as the contract shows it. */
export function actOf(row: LogRow, names: Names): Act {
  const { at, actorKind, actorId: _, details, seesReview: __, ...rest } = row;
  return { ...rest, at: at.toISOString(), actor: actors[actorKind], because: becauseOf(row), before: state(details.before), after: state(details.after), changes: changesIn(details, names) };
}
