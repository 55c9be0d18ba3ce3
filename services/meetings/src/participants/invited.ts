import { v4, v7 } from 'uuid';
import { AlreadyInvited, FunctionRemoved, GroupRests, OnlyMembersAtIndividualLevel, Problem, UnknownGroup, UnknownParticipant, type AudienceRow } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';

export interface Participant {
  readonly id: string;
  readonly person_id: string | null;
  readonly function_id: string | null;
  readonly organisation_id: string;
  readonly via: 'group' | 'direct' | 'organiser';
  readonly answer: 'yes' | 'maybe' | 'no' | null;
  /** A function that nobody holds now. */
  readonly unheld: boolean;
}

export interface InvitedGroup {
  readonly id: string;
  readonly level: 'GENERAL' | 'INDIVIDUAL';
  /** It rests, or is being wound up. */
  readonly rests: boolean;
  readonly members: readonly { personId: string; organisationId: string }[];
}

/** A group that the actor may see, with those of its members who take part in meetings now, also those whose access rests; null for hidden and absent alike. */
export async function groupOf(tx: Tx, groupId: string): Promise<InvitedGroup | null> {
  const rows = await tx.query<{ level: InvitedGroup['level']; rests: boolean; person_id: string | null; organisation_id: string }>(
    `select g.level, g.status = 'dormant' as rests, p.id as person_id, p.organisation_id from groups g
       left join memberships m on m.group_id = g.id and m.role <> 'calendar' and m.valid_from <= clock_timestamp() and (m.valid_to is null or m.valid_to > clock_timestamp())
       left join people p on p.id = m.person_id and p.status in ('active', 'dormant') and p.valid_from <= now() and (p.valid_to is null or p.valid_to > now())
      where g.id = $1 and g.id = any(my_audiences()) and g.status in ('established', 'dormant')`, [groupId]);
  if (!rows.length) return null;
  return { id: groupId, level: rows[0]!.level, rests: rows[0]!.rests, members: rows.flatMap((r) => (r.person_id ? [{ personId: r.person_id, organisationId: r.organisation_id }] : [])) };
}

/** Throws UnknownGroup where a group is asked for that was not found. */
export function requireOwn(groupId: string | undefined, group: InvitedGroup | null): void {
  if (groupId && !group) throw Problem.at(UnknownGroup, '/groupId', 'There is no such group, or it is not yours.');
}

/** Throws UnknownGroup where a group is asked for that was not found, and GroupRests where it calls nobody. */
export function requireGroup(groupId: string | undefined, group: InvitedGroup | null): void {
  requireOwn(groupId, group);
  if (group?.rests) throw Problem.at(GroupRests, '/groupId', 'The group rests.');
}

export interface Chosen {
  readonly people: readonly string[];
  readonly functions: readonly string[];
}

/** One of the chosen who is known and active, or a function that was removed, with the organisation. */
export interface Known { readonly id: string; readonly kind: 'person' | 'function'; readonly organisation_id: string; readonly removed: boolean; readonly unheld: boolean }

/** SQL: nobody who works here holds the function with this id now. */
export const unheld = (functionId: string): string =>
  `not exists (select from holdings h join people hp on hp.id = h.person_id and hp.status = 'active' and hp.valid_from <= now() and (hp.valid_to is null or hp.valid_to > now())
     where h.function_id = ${functionId} and h.valid_from <= now() and (h.valid_to is null or h.valid_to > now()))`;

/** Those of the chosen people (of the actor's organisation or groups) and functions (of any organisation) who are known and active; functions that were removed too. */
export async function knownAmong(tx: Tx, { people, functions }: Chosen): Promise<Known[]> {
  if (people.length + functions.length === 0) return [];
  return tx.query<Known>(
    `select p.id, 'person' as kind, p.organisation_id, false as removed, false as unheld from people p where p.id = any($1) and p.status = 'active' and p.valid_from <= now() and (p.valid_to is null or p.valid_to > now())
       and (p.organisation_id = my_organisation() or exists (select from memberships m where m.person_id = p.id and m.group_id = any(my_audiences())
           and m.role <> 'calendar' and m.valid_from <= now() and (m.valid_to is null or m.valid_to > now())))
     union all select f.id, 'function', f.organisation_id, f.status = 'removed', ${unheld('f.id')} from functions f join organisations o on o.id = f.organisation_id and o.status = 'active' where f.id = any($2)`, [people, functions]);
}

/** Those of some ids who are still there, whoever chose them: who has left is not called, nor a function that was removed, and nobody is forgotten because the one who calls could not have chosen that one. */
export const stillKnown = (tx: Tx, ids: readonly string[]): Promise<Known[]> =>
  tx.query<Known>(
    `select p.id, 'person' as kind, p.organisation_id, false as removed, false as unheld from people p join organisations o on o.id = p.organisation_id
      where p.id = any($1) and p.status in ('active', 'dormant') and p.valid_from <= now() and (p.valid_to is null or p.valid_to > now()) and o.status = 'active'
     union all select f.id, 'function', f.organisation_id, false, ${unheld('f.id')} from functions f join organisations o on o.id = f.organisation_id where f.id = any($1) and f.status = 'active' and o.status = 'active'`, [ids]);

/** The ids of those who are known, as a call takes them. */
export const chosenOf = (known: readonly Known[]): { people: string[]; functions: string[] } => {
  const of = (kind: Known['kind']): string[] => known.filter((one) => one.kind === kind).map(({ id }) => id);
  return { people: of('person'), functions: of('function') };
};

/** The chosen as participants. Throws UnknownParticipant naming each one that is not known, or FunctionRemoved each one that is no longer there. */
export function chosenFrom(known: readonly Known[], { people, functions }: Chosen): Participant[] {
  const found = new Set(known.map((k) => k.id));
  const missing = [...places('people', people), ...places('functions', functions)].filter(({ id }) => !found.has(id));
  if (missing.length) throw new Problem(UnknownParticipant, { errors: missing.map(({ pointer }) => ({ pointer, detail: 'This participant is not known.', code: UnknownParticipant.slug })) });
  const gone = new Set(known.filter((k) => k.removed).map((k) => k.id));
  const removed = places('functions', functions).filter(({ id }) => gone.has(id));
  if (removed.length) throw new Problem(FunctionRemoved, { errors: removed.map(({ pointer }) => ({ pointer, detail: 'This function is no longer there.', code: FunctionRemoved.slug })) });
  return known.map((k) => ({ id: v7(), person_id: k.kind === 'person' ? k.id : null, function_id: k.kind === 'function' ? k.id : null, organisation_id: k.organisation_id, via: 'direct', answer: null, unheld: k.unheld }));
}

const places = (field: string, ids: readonly string[]): { id: string; pointer: string }[] => ids.map((id, i) => ({ id, pointer: `/${field}/${i}` }));

/** In the order of their ids they are told; where the list is hidden, two of one's own would tell by their order how many came between. */
export const newId = (listHidden: boolean | undefined): string => (listHidden ? v4() : v7());

/** The members as participants, the actor as the one who calls and has said yes, and those chosen besides; nobody twice. */
export function participantsOf(actor: { personId: string; organisationId: string }, group: InvitedGroup | null, chosen: readonly Participant[]): Participant[] {
  const organiser: Participant = { id: v7(), person_id: actor.personId, function_id: null, organisation_id: actor.organisationId, via: 'organiser', answer: 'yes', unheld: false };
  const members: Participant[] = (group?.members ?? []).map((m) => ({ id: v7(), person_id: m.personId, function_id: null, organisation_id: m.organisationId, via: 'group', answer: null, unheld: false }));
  const seen = new Set<string>();
  return [organiser, ...members, ...chosen].filter(({ person_id, function_id }) => !seen.has(person_id ?? function_id!) && seen.add(person_id ?? function_id!));
}

/** Throws OnlyMembersAtIndividualLevel where somebody besides the members is invited to an individual-level group's meeting: a person's own audience knows no assurance level. */
export function requireMembersOnly(level: 'GENERAL' | 'INDIVIDUAL', { people, functions }: Chosen): void {
  if (level === 'INDIVIDUAL' && people.length + functions.length > 0) throw new Problem(OnlyMembersAtIndividualLevel);
}

/** Throws AlreadyInvited where one of the chosen takes part already. */
export function requireNew(present: readonly { person_id: string | null; function_id: string | null }[], chosen: readonly Participant[]): void {
  const ids = new Set(present.map((p) => p.person_id ?? p.function_id));
  if (chosen.some((c) => ids.has(c.person_id ?? c.function_id))) throw new Problem(AlreadyInvited);
}

/**
 * Whom a meeting reaches: its group, or the one who calls; and each person and function invited besides. All see its content from now on. Members see it through the
 * group alone, so that it is gone with the membership.
 */
export function audiencesOf(organiserId: string, groupId: string | null, participants: readonly Pick<Participant, 'person_id' | 'function_id' | 'via'>[], now: Date): AudienceRow[] {
  const row = (audience: string, kind: AudienceRow['kind']): AudienceRow => ({ audience, kind, level: 'content', validFrom: now.toISOString(), validTo: null });
  const called = groupId ? row(groupId, 'group') : row(organiserId, 'person');
  return [called, ...participants.filter((p) => p.via === 'direct').map((p) => (p.person_id ? row(p.person_id, 'person') : row(p.function_id!, 'function')))];
}
