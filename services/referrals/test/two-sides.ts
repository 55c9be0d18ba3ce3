import { expect } from '@jest/globals';
import { DraftReferral, ReferralDetails, SendReferral, type Output, type Problem } from '@knutpunkt/contracts';
import type { Caller } from '@knutpunkt/persistence';
import { eventually, type TestHub, type TestOrganisation, type TestPerson, type World } from '@knutpunkt/testing';

/** An id that never was. */
export const never = '0199c0de-0000-7000-8000-00000000dead';

export interface TwoSides {
  readonly koping: TestOrganisation; readonly polisen: TestOrganisation;
  /** Eva and Erik work in the unit that asks; Kim and Pia hold the function that is asked; Ove of the police does not. */
  readonly eva: TestPerson; readonly erik: TestPerson; readonly kim: TestPerson; readonly pia: TestPerson; readonly ove: TestPerson;
  readonly kpol: { id: string; name: string };
}

/** A municipality's unit and a police function, with their people. */
export async function twoSides(world: World): Promise<TwoSides> {
  const [koping, polisen] = [await world.organisation('Köping', { type: 'municipality' }), await world.organisation('Polisen', { type: 'state-authority' })];
  const [eva, erik] = [await world.person(koping, 'Eva'), await world.person(koping, 'Erik')];
  const [kim, pia, ove] = [await world.person(polisen, 'Kim'), await world.person(polisen, 'Pia'), await world.person(polisen, 'Ove', { roles: ['coordinator'] })];
  const kpol = await world.function(polisen, 'Kommunpolisen', [kim, pia]);
  await world.settled();
  return { koping, polisen, eva, erik, kim, pia, ove, kpol };
}

export const request = (functionId: string) => ({ aboutIndividual: false, functionId, title: 'Trygghetsvandring', body: 'Kan ni vara med den 3 mars?' });

/** A request that lies in the function's inbox. */
export async function delivered(hub: TestHub, { eva, kim, kpol }: Pick<TwoSides, 'eva' | 'kim' | 'kpol'>): Promise<string> {
  const { id } = await hub.ask(DraftReferral, eva, request(kpol.id));
  await hub.ask(SendReferral, eva, { referralId: id });
  await inbox(hub, kim, id);
  return id;
}

/** Resolves with the request when it has been delivered to this person. */
export const inbox = (hub: TestHub, person: TestPerson, referralId: string): Promise<Output<typeof ReferralDetails>> =>
  eventually(async () => {
    const view = await hub.ask(ReferralDetails, person, { referralId });
    expect(view.state).not.toBe('sent');
    return view;
  });

/** The slug of the problem that it is refused with, or 'allowed'. */
export const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'allowed', (error: Problem) => error.name);

/** Somebody as the database's `as` takes them. */
export const callerOf = (p: TestPerson): Caller => ({ kind: 'person', identityProvider: p.organisationAlias, organisation: p.organisationAlias, homeId: p.homeId, assuranceLevel: 2, client: 'test', session: 'test' });
