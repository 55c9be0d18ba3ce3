import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Malformed, Problem } from '@knutpunkt/contracts';
import { signingKeys } from '@knutpunkt/identity';

const event = 'http://schemas.openid.net/event/backchannel-logout';
const oldest = 120;

export interface LogoutToken {
  readonly sid: string;
  readonly jti: string;
  /** When it would be refused for its age. */
  readonly until: Date;
}

/** Verifies back-channel logout tokens (OpenID Connect Back-Channel Logout 1.0 §2.6). */
export class LogoutTokens {
  private readonly keys: JWTVerifyGetKey;

  constructor(private readonly trusted: { readonly issuer: string; readonly clientId: string }) {
    this.keys = signingKeys(trusted);
  }

  /** Throws Malformed for a token that must not be believed, as §2.8 asks, or Unavailable. */
  async verify(token: string): Promise<LogoutToken> {
    const checks = { issuer: this.trusted.issuer, audience: this.trusted.clientId, algorithms: ['RS256'], typ: 'logout+jwt', requiredClaims: ['iat', 'jti', 'sid', 'events'], maxTokenAge: oldest, clockTolerance: 5 };
    const { payload } = await jwtVerify(token, this.keys, checks).catch((error: unknown) => { throw error instanceof errors.JOSEError ? new Problem(Malformed) : error; });
    const { sid, jti, iat, events } = payload as { sid: unknown; jti: unknown; iat: number; events: Record<string, unknown> | null };
    if ('nonce' in payload || typeof sid !== 'string' || typeof jti !== 'string' || typeof events?.[event] !== 'object') throw new Problem(Malformed);
    return { sid, jti, until: new Date(1_000 * (iat + oldest)) };
  }
}
