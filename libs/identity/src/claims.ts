import type { JWTPayload } from 'jose';
import * as z from 'zod';
import type { Caller } from '@knutpunkt/persistence';

const alias = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
const text = z.string().min(1).max(255);
const levels = { loa2: 2, loa3: 3, loa4: 4 } as const;

const Claims = z.object({
  sub: text, sid: text, jti: text, azp: text, idp: alias, home_id: text,
  acr: z.enum(['loa2', 'loa3', 'loa4']),
  organization: z.record(alias, z.object({ id: text })).refine((map) => Object.keys(map).length === 1, 'must name one organisation'),
});

/** The name by which a login asks for a level of assurance; none for a level that no token has. */
export const levelName = (level: number): string | undefined => Object.entries(levels).find(([, number]) => number === level)?.[0];

/** Claims that every access token has; Keycloak's `organization` in the one shape that carries the organisation's id. */
export const requiredClaims = ['exp', 'iat', 'sub', 'sid', 'jti', 'azp', 'idp', 'home_id', 'organization', 'acr'];

/** Claims that the access token of an organisation's machine has. */
export const requiredOfClients = ['exp', 'iat', 'sub', 'jti', 'azp', 'organization', 'scope'];

/** Claims of a login: a token that has any of them is somebody's, and no machine's. */
const ofPeople = ['home_id', 'idp', 'acr', 'act'];
const provisioning = z.string().refine((scopes) => scopes.split(' ').includes('provisioning'), 'must hold provisioning');
const ClientClaims = Claims.pick({ sub: true, jti: true, azp: true, organization: true }).extend({ scope: provisioning });

/** What a verified payload says of an organisation's machine. The client's own name says for whom it asks, so that a mapper that names another organisation lets nobody in. */
export function clientOf(payload: JWTPayload): Caller | { readonly refused: string } {
  const borrowed = ofPeople.filter((claim) => claim in payload);
  if (borrowed.length > 0) return { refused: `${borrowed.join(', ')}: somebody's token` };
  const read = ClientClaims.safeParse(payload);
  if (!read.success) return { refused: read.error.issues.map((issue) => String(issue.path[0])).join(', ') };
  const { azp, organization } = read.data;
  const organisation = Object.keys(organization)[0]!;
  if (azp !== `provisioning-${organisation}`) return { refused: 'azp: another organisation\'s client' };
  return { kind: 'client', identityProvider: '', homeId: azp, organisation, assuranceLevel: 0, client: azp, session: '' };
}

/** What a verified payload says of the caller, or which claims are not as they must be (names only, never values). */
export function callerOf(payload: JWTPayload): Caller | { readonly refused: string } {
  if ('act' in payload) return { refused: 'act: somebody acts in the place of another' };
  const read = Claims.safeParse(payload);
  if (!read.success) return { refused: read.error.issues.map((issue) => String(issue.path[0])).join(', ') };
  const { azp, idp, home_id, acr, organization, sid } = read.data;
  return { kind: 'person', identityProvider: idp, homeId: home_id, organisation: Object.keys(organization)[0]!, assuranceLevel: levels[acr], client: azp, session: sid };
}
