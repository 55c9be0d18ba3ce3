import { compactVerify, errors, type JWTVerifyGetKey } from 'jose';
import * as oidc from 'openid-client';
import { Problem, Unavailable } from '@knutpunkt/contracts';
import { levelName, signingKeys } from '@knutpunkt/identity';
import type { Tokens } from '../sessions/session.js';

interface ProviderConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientAuthentication: 'client_secret_post' | 'client_secret_basic';
}

/** What a login under way must remember. */
export interface PendingLogin {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
  /** What is wanted beyond an ordinary login. */
  readonly stepUp?: StepUp;
}

/** A level of assurance that must be reached, and the identity provider that somebody logged in by. */
export interface StepUp {
  readonly level: number;
  readonly identityProvider?: string;
}

/** The provider refused the login, or its answer does not belong to it. */
export class LoginRefused extends Error {}

const seconds = 5;

/** Keycloak, as a client sees it: authorization code with PKCE, renewal, logout. Throws Unavailable when it cannot be reached. */
export class IdentityProvider {
  private found?: Promise<oidc.Configuration>;
  private awayUntil = 0;
  private readonly keys: JWTVerifyGetKey;

  constructor(private readonly config: ProviderConfig) {
    this.keys = signingKeys({ issuer: config.issuer });
  }

  /** Where to send the browser; by a pushed authorization request where the provider takes them. */
  async begin(pending: PendingLogin, redirectUri: string): Promise<URL> {
    const provider = await this.provider();
    const request = {
      redirect_uri: redirectUri, scope: 'openid organization', response_type: 'code', state: pending.state, nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.codeVerifier), code_challenge_method: 'S256', ...asking(pending.stepUp),
    };
    const pushed = provider.serverMetadata().pushed_authorization_request_endpoint !== undefined;
    return pushed ? reached(oidc.buildAuthorizationUrlWithPAR(provider, request)) : oidc.buildAuthorizationUrl(provider, request);
  }

  /** The tokens for the code in the address that the browser came back to. Throws LoginRefused. */
  async complete(callback: URL, { state, nonce, codeVerifier }: PendingLogin): Promise<Tokens> {
    const provider = await this.provider();
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true };
    const answer = await oidc.authorizationCodeGrant(provider, callback, checks).catch((error: unknown) => {
      throw isRefusal(error) ? new LoginRefused('the login was refused', { cause: error }) : unreachable(error);
    });
    return this.signed(answer).catch((error: unknown) => { throw error instanceof errors.JOSEError ? new LoginRefused('the ID token is not signed as it should be', { cause: error }) : error; });
  }

  /** New tokens, or null where the provider says that the session is over. */
  async refresh(tokens: Tokens): Promise<Tokens | null> {
    // One that did not answer is left alone for a moment: those who wait would each wait as long.
    if (Date.now() < this.awayUntil) throw unreachable(new Error('the provider did not answer a moment ago'));
    const provider = await this.provider();
    try {
      return await this.signed(await oidc.refreshTokenGrant(provider, tokens.refresh!), tokens);
    } catch (error) {
      if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return null;
      this.awayUntil = Date.now() + 2_000;
      throw unreachable(error);
    }
  }

  /** Where the browser goes to end its session at the provider, and from there to `after`. */
  async logoutUrl(idToken: string, after: string): Promise<string> {
    const provider = await this.provider();
    if (!provider.serverMetadata().end_session_endpoint) return after;
    return oidc.buildEndSessionUrl(provider, { id_token_hint: idToken, post_logout_redirect_uri: after }).href;
  }

  /** Ends the session at the provider that these tokens are of, where it takes that (RFC 7009). */
  async revoke({ refresh }: Pick<Tokens, 'refresh'>): Promise<void> {
    const provider = await this.provider();
    if (refresh && provider.serverMetadata().revocation_endpoint) await reached(oidc.tokenRevocation(provider, refresh, { token_type_hint: 'refresh_token' }));
  }

  /** The tokens of an answer whose ID token the provider has signed. By our own keys: openid-client's may be a minute old, and whoever came in the minute after a change of keys would be refused. */
  private async signed(answer: Answer, before?: Tokens): Promise<Tokens> {
    if (answer.id_token) await compactVerify(answer.id_token, this.keys, { algorithms: ['RS256'] });
    return tokensOf(answer, before);
  }

  private provider(): Promise<oidc.Configuration> {
    this.found ??= this.discover().catch((error: unknown) => {
      this.found = undefined;
      throw unreachable(error);
    });
    return this.found;
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret, clientAuthentication } = this.config;
    const authentication = clientAuthentication === 'client_secret_basic' ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret);
    const plain = new URL(issuer).protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(new URL(issuer), clientId, {}, authentication, { execute: plain, timeout: seconds });
  }
}

/** The wish for a level; whoever is logged in goes to the same provider again, without telling who that is. The answer is not believed to be what was wished for. */
function asking(stepUp: StepUp | undefined): Record<string, string> {
  if (!stepUp) return {};
  return { acr_values: levelName(stepUp.level)!, ...(stepUp.identityProvider ? { kc_idp_hint: stepUp.identityProvider } : {}) };
}

type Answer = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

function tokensOf(answer: Answer, before?: Tokens): Tokens {
  const id = answer.id_token ?? before?.id;
  if (!id) throw new LoginRefused('no ID token came');
  return { access: answer.access_token, accessEnds: Date.now() + 1_000 * (answer.expiresIn() ?? 60), refresh: answer.refresh_token ?? before?.refresh, id };
}

const noAnswer = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']);

// An answer came and is not acceptable; whatever else is thrown is a provider that cannot be reached.
const isRefusal = (error: unknown): boolean =>
  error instanceof oidc.AuthorizationResponseError || (error instanceof oidc.ResponseBodyError && error.status < 500) || (error instanceof oidc.ClientError && !noAnswer.has(error.code ?? ''));

const unreachable = (error: unknown): Problem => Object.assign(new Problem(Unavailable, { retryAfter: 5 }), { cause: error });

const reached = <T>(answer: Promise<T>): Promise<T> => answer.catch((error: unknown) => { throw unreachable(error); });
