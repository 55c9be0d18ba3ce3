import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { Malformed, NotAuthenticated, Problem } from '@knutpunkt/contracts';
import type { Verifier } from '@knutpunkt/identity';
import type { Log } from '@knutpunkt/service-kit';
import { PublicAddress } from '../address.js';
import { requireOwnPage } from '../api/cross-site.js';
import { Limits } from '../http/limits.js';
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
    const login = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier(), returnTo: returnPath((request.query as Record<string, unknown>)['returnTo']) };
    const to = await this.provider.begin(login, this.address.at('/auth/callback'));
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
    const secret = await this.completed(request, login);
    if (!secret) return reply.redirect('/?login=refused', 303);
    takeCookie(reply, loginCookie);
    giveCookie(reply, sessionCookie, secret);
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

  /** The new session's secret, or null where the provider or we refused. */
  private async completed(request: FastifyRequest, login: PendingLogin): Promise<string | null> {
    try {
      const tokens = await this.provider.complete(new URL(request.url, this.address.url), login);
      const caller = await this.verifier.verify(tokens.access);
      if ((await this.standings.ofLogin(tokens, request.id)) === 'ended') return null;
      return await this.store.begin({ caller, tokens }, new Date(), cookie(request, sessionCookie));
    } catch (error) {
      if (!(error instanceof LoginRefused) && !isNotAuthenticated(error)) throw error;
      this.log.warn({ requestId: request.id, error }, 'a login was refused');
      return null;
    }
  }
}

const isNotAuthenticated = (error: unknown): boolean => error instanceof Problem && error.body.type === NotAuthenticated.type;
