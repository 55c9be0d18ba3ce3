import { AddressTaken, Problem } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';

/** The mailbox that an address leads to: small letters, and without a tag of its own (`eva+moten@…`, RFC 5233). */
export const mailboxOf = (address: string): string => address.trim().toLowerCase().replace(/\+.*@/, '@');
const mailbox = (column: string): string => `regexp_replace(lower(btrim(${column})), '[+].*@', '@')`;

/** The other addresses of one whose mail goes to `primary`, as they are kept: each mailbox once, and never that one. */
export function aliasesOf(primary: string, told: readonly string[]): readonly string[] {
  const seen = new Set([mailboxOf(primary)]);
  return told.filter((address) => !seen.has(mailboxOf(address)) && seen.add(mailboxOf(address)));
}

/** Everything that somebody's mail may come from. */
export const addressesOf = ({ email, aliases }: { readonly email: string; readonly aliases: readonly string[] }): readonly string[] => [email, ...aliases];

/** The organisation that is asked: the actor's, the one whose directory tells, or the one that the person is of already. */
const organisations = { mine: 'my_organisation()', provisioned: 'provisioned_organisation()', theirs: 'organisation_id from people where id = $1' } as const;

interface Asked { readonly id: string; readonly aliases: readonly string[]; /** What the person had before, of which nothing is asked. */ readonly had: readonly string[]; readonly of: keyof typeof organisations }

/**
 * Those of the addresses that no other of the same organisation, and none of its functions, has; what the person had before is among them. What another organisation has is not asked:
 * the answer would tell of somebody who does not exist here. Whoever takes answers lets nobody answer from an address where another gets mail.
 */
export async function freeAddresses(tx: Tx, { id, aliases, had, of }: Asked): Promise<readonly string[]> {
  const before = new Set(had.map(mailboxOf));
  const asked = aliases.map(mailboxOf).filter((address) => !before.has(address));
  if (asked.length === 0) return aliases;
  const others = await tx.query<{ address: string }>(
    `select address from (
       select unnest(array[${mailbox('p.email')}] || array(select ${mailbox('a')} from unnest(p.aliases) a)) as address from people p where p.organisation_id = (select ${organisations[of]}) and p.id <> $1 and p.status <> 'ended'
       union all select ${mailbox('f.email')} from functions f where f.organisation_id = (select ${organisations[of]}) and f.removed_at is null) has where address = any($2)`, [id, asked]);
  const taken = new Set(others.map(({ address }) => address));
  return aliases.filter((address) => !taken.has(mailboxOf(address)));
}

/** Throws AddressTaken where one of the addresses that are new to the person is not free. */
export async function requireFreeAddresses(tx: Tx, asked: Omit<Asked, 'of'>): Promise<void> {
  if ((await freeAddresses(tx, { ...asked, of: 'mine' })).length < asked.aliases.length) throw Problem.at(AddressTaken, '/aliases', 'Somebody else of the organisation has one of these addresses.');
}
