import type { TestGroup, TestOrganisation, TestPerson, World } from '@knutpunkt/testing';

/** An id that never was. */
export const never = '0199c0de-0000-7000-8000-00000000dead';

/** The date so many days from today in Sweden, as YYYY-MM-DD. */
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });

export interface AGroup { koping: TestOrganisation; polisen: TestOrganisation; eva: TestPerson; rektor: TestPerson; kpol: TestPerson; outsider: TestPerson; group: TestGroup }

/** Eva (secretary) and the head teacher of one organisation and the police officer of another in a group; somebody else of the police outside it. */
export async function aGroup(world: World, changes: Parameters<World['group']>[2] = {}): Promise<AGroup> {
  const [koping, polisen] = [await world.organisation('Köping'), await world.organisation('Polisen')];
  const [eva, rektor, kpol, outsider] = [await world.person(koping, 'Eva'), await world.person(koping, 'Rektorn'), await world.person(polisen, 'Kommunpolisen'), await world.person(polisen, 'Utomstående')];
  return { koping, polisen, eva, rektor, kpol, outsider, group: await world.group(koping, [eva, rektor, kpol], changes) };
}
