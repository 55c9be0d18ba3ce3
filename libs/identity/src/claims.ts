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

/** Claims that every access token has; Keycloak's `organization` in the one shape that carries the organisation's id. */
export const requiredClaims = ['exp', 'iat', 'sub', 'sid', 'jti', 'azp', 'idp', 'home_id', 'organization', 'acr'];

/** What a verified payload says of the caller, or which claims are not as they must be (names only, never values). */
export function callerOf(payload: JWTPayload): Caller | { readonly refused: string } {
  if ('act' in payload) return { refused: 'act: somebody acts in the place of another' };
  const read = Claims.safeParse(payload);
  if (!read.success) return { refused: read.error.issues.map((issue) => String(issue.path[0])).join(', ') };
  const { azp, idp, home_id, acr, organization, sid } = read.data;
  return { kind: 'person', identityProvider: idp, homeId: home_id, organisation: Object.keys(organization)[0]!, assuranceLevel: levels[acr], client: azp, session: sid };
}
