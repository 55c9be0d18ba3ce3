import type { HomeFacts } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import { aliasesOf } from '../people/addresses.js';

/** A unit, and the authority that it belongs to. */
export interface Unit { readonly id: string; readonly authorityId: string }

/** How a person stands here by what the organisation's directory says: the columns that follow from it. */
export interface Standing {
  readonly name: string;
  readonly title: string;
  /** Empty where none was told. */
  readonly email: string;
  /** Other addresses that the person answers mail from; none of one who has left. */
  readonly aliases: readonly string[];
  readonly locale: 'sv' | 'en';
  readonly unit: Unit | null;
  readonly status: 'active' | 'invited' | 'ended';
}

interface Told { readonly userName: string; readonly active: boolean; readonly facts: HomeFacts }

/** Where the person stood before keeps standing, unless the department names another unit or that one has ended. One who has a unit and an address is active; one who lacks either is invited. */
export async function standingOf(tx: Tx, { userName, active, facts }: Told, before: Unit | null): Promise<Standing> {
  const unit = (facts.department === undefined ? null : await unitNamed(tx, facts.department)) ?? (active ? await stillThere(tx, before) : before);
  const email = emailIn(facts);
  return { name: nameIn(facts) ?? userName, title: facts.title ?? '', email, aliases: active ? othersIn(facts, email) : [], locale: /^en\b/i.test(facts.preferredLanguage ?? '') ? 'en' : 'sv', unit, status: !active ? 'ended' : unit && email ? 'active' : 'invited' };
}

/** A unit that has ended meanwhile lets nobody back in. */
export const stillThere = async (tx: Tx, unit: Unit | null): Promise<Unit | null> => (unit && (await tx.query('select from units where id = $1 and ended_at is null', [unit.id])).length > 0 ? unit : null);

/** The organisation's unit of this code or, where no unit has it, of this name; null where that is not one. A wrong unit would show the person what is not hers. */
export async function unitNamed(tx: Tx, department: string): Promise<Unit | null> {
  const units = await tx.query<Unit & { byCode: boolean }>(
    `select u.id, u.authority_id as "authorityId", coalesce(u.code = $1, false) as "byCode" from units u join authorities a on a.id = u.authority_id
      where a.organisation_id = provisioned_organisation() and u.ended_at is null and (u.code = $1 or folded(u.name) = folded($1))`, [department]);
  const one = units.find(({ byCode }) => byCode) ?? (units.length === 1 ? units[0] : undefined);
  return one ? { id: one.id, authorityId: one.authorityId } : null;
}

const nameIn = ({ displayName, name }: HomeFacts): string | undefined => displayName ?? name?.formatted ?? ([name?.givenName, name?.familyName].filter(Boolean).join(' ') || undefined);
const emailIn = ({ emails = [] }: HomeFacts): string => (emails.find(({ primary }) => primary) ?? emails[0])?.value ?? '';
/** From where else than `email` somebody answers. What a directory calls a home address is private: nobody here needs it. */
export const othersIn = ({ emails = [] }: HomeFacts, email: string): readonly string[] => aliasesOf(email, emails.filter(({ type }) => type?.toLowerCase() !== 'home').map(({ value }) => value));
