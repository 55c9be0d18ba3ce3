import type { ActionView } from '@knutpunkt/contracts';

/** Who has an action: the person, the function, or the function with its person. Empty for nobody. */
export function ownerWords({ person, function: role }: ActionView['owner']): string {
  if (role === null) return person === null ? '' : `${person.name}, ${person.organisation.name}`;
  return person === null ? `${role.name}, ${role.organisation.name}` : `${role.name} (${person.name}), ${role.organisation.name}`;
}
