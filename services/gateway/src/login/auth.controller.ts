import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { Malformed, NotAuthenticated, Problem, Unavailable, type ProblemKind } from '@knutpunkt/contracts';
import { levelName, type Verifier } from '@knutpunkt/identity';
import type { Log } from '@knutpunkt/service-kit';
import { PublicAddress } from '../address.js';
import { requireOwnPage } from '../api/cross-site.js';
import { Limits } from '../http/limits.js';
import { deviceOf } from '../sessions/device.js';
import { randomSecret } from '../sessions/seal.js';
import { SessionStore } from '../sessions/session-store.js';
import { LOG, VERIFIER } from '../tokens.js';
import { cookie, giveCookie, loginCookie, sessionCookie, takeCookie } from './cookies.js';
import { IdentityProvider, LoginRefused, type PendingLogin } from './identity-provider.js';
import { LogoutTokens } from './logout-token.js';
import { PendingLogins, patience } from './pending-logins.js';
import { Standings } from './standing.js';
import { returnPath } from './return-path.js';

/** Logging in and out. The browser gets opaque cookies; tokens never reach it. */
@Controller('auth')
export class AuthController {
  constructor(
    private readonly provider: IdentityProvider, private readonly pending: PendingLogins, private readonly store: SessionStore, private readonly logoutTokens: LogoutTokens,
    private readonly standings: Standings, private readonly address: PublicAddress, private readonly limits: Limits, @Inject(VERIFIER) private readonly verifier: Verifier, @Inject(LOG) private readonly log: Log,
  ) {}

  @Get('login')
  async login(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.limits.address(request.ip);
    const { returnTo, level } = request.query as Record<string, unknown>;
    const login = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier(), returnTo: returnPath(returnTo), ...(await this.stepUp(level, request)) };
    const to = await this.provider.begin(login, this.address.at('/auth/callback')).catch(orAway);
    if (!to) return reply.redirect('/?login=away', 303);
    // Kept over several logins begun side by side in the same browser.
    const browser = cookie(request, loginCookie) || randomSecret();
    await this.pending.keep(browser, login, new Date());
    giveCookie(reply, loginCookie, browser, patience);
    return reply.redirect(to.href, 303);
  }

  @Get('callback')
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.limits.address(request.ip);
    const login = await this.begun(request);
    if (!login) return reply.redirect('/?login=expired', 303);
    const outcome = await this.completed(request, login);
    if (!('secret' in outcome)) return reply.redirect(`/?login=${outcome.refused}`, 303);
    takeCookie(reply, loginCookie);
    giveCookie(reply, sessionCookie, outcome.secret);
    return reply.redirect(login.returnTo, 303);
  }

  @Post('logout')
  async logout(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    requireOwnPage(request, this.address.origin);
    const secret = cookie(request, sessionCookie);
    const ended = secret ? await this.store.end(secret) : null;
    takeCookie(reply, sessionCookie);
    const location = ended ? await this.provider.logoutUrl(ended.tokens.id, this.address.at('/')) : this.address.at('/');
    return reply.code(200).send({ location });
  }

  /** Keycloak says that a session has ended (OpenID Connect Back-Channel Logout 1.0). */
  @Post('backchannel-logout')
  async backchannelLogout(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.limits.address(request.ip);
    const token = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '').get('logout_token');
    if (!token) throw new Problem(Malformed);
    const { sid, jti, until } = await this.logoutTokens.verify(token);
    if (!(await this.store.endBySid(sid, jti, until))) throw new Problem(Malformed);
    return reply.code(200).send();
  }

  private async begun(request: FastifyRequest): Promise<PendingLogin | null> {
    const { state } = request.query as Record<string, unknown>;
    const browser = cookie(request, loginCookie);
    return browser && typeof state === 'string' ? this.pending.take(browser, state, new Date()) : null;
  }

  /** The level that is asked for, and where somebody who is logged in goes for it. A level that does not exist asks for nothing. */
  private async stepUp(level: unknown, request: FastifyRequest): Promise<Pick<PendingLogin, 'stepUp'>> {
    const wished = Number(level);
    if (!levelName(wished)) return {};
    const secret = cookie(request, sessionCookie);
    const session = secret ? await this.store.find(secret, new Date(), true) : null;
    return { stepUp: { level: wished, ...(session ? { identityProvider: session.caller.identityProvider } : {}) } };
  }

  /** The new session's secret, or why there is none: the provider or we refused, it does not answer, or the level was not reached. A session from before then goes on as it is. */
  private async completed(request: FastifyRequest, login: PendingLogin): Promise<{ secret: string } | { refused: 'refused' | 'level' | 'away' }> {
    try {
      const tokens = await this.provider.complete(new URL(request.url, this.address.url), login);
      const caller = await this.verifier.verify(tokens.access);
      if (caller.assuranceLevel < (login.stepUp?.level ?? 0)) return { refused: 'level' };
      if ((await this.standings.ofLogin(tokens, request.id)) === 'ended') return { refused: 'refused' };
      return { secret: await this.store.begin({ caller, tokens, device: deviceOf(request.headers['user-agent']) }, new Date(), cookie(request, sessionCookie)) };
    } catch (error) {
      const refused = reasonOf(error);
      if (!refused) throw error;
      this.log.warn({ requestId: request.id, error }, 'a login was refused');
      return { refused };
    }
  }
}

const isProblem = (error: unknown, kind: ProblemKind): boolean => error instanceof Problem && error.body.type === kind.type;

function reasonOf(error: unknown): 'refused' | 'away' | null {
  if (error instanceof LoginRefused || isProblem(error, NotAuthenticated)) return 'refused';
  return isProblem(error, Unavailable) ? 'away' : null;
}

/** Null for a provider that does not answer: a page says so better than a problem does. */
function orAway(error: unknown): null {
  if (isProblem(error, Unavailable)) return null;
  throw error;
}
