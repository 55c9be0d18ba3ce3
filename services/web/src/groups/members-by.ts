import type { MembershipView, OrganisationRef } from '@knutpunkt/contracts';
import type * as z from 'zod';

type Membership = z.infer<typeof MembershipView>;

const swedish = new Intl.Collator('sv-SE');

/** Members by organisation, both in Swedish alphabetical order. */
export function membersByOrganisation(members: readonly Membership[]): { organisation: OrganisationRef; members: Membership[] }[] {
  const found = Map.groupBy(members, (one) => one.person.organisation.id);
  return [...found.values()]
    .map((some) => ({ organisation: some[0]!.person.organisation, members: some.sort((a, b) => swedish.compare(a.person.name, b.person.name)) }))
    .sort((a, b) => swedish.compare(a.organisation.name, b.organisation.name));
}
