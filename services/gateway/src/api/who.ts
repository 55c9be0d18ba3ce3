import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Malformed, NotAuthenticated, Problem } from '@knutpunkt/contracts';
import type { Verifier } from '@knutpunkt/identity';
import type { Caller } from '@knutpunkt/persistence';
import { PublicAddress } from '../address.js';
import type { Settings } from '../config.js';
import { Limits } from '../http/limits.js';
import { cookie, sessionCookie } from '../login/cookies.js';
import { Sessions } from '../sessions/sessions.js';
import { SETTINGS, VERIFIER } from '../tokens.js';
import { requireOwnPage } from './cross-site.js';

/** Who asks, and the token that says so to the services. */
export interface Who {
  readonly caller: Caller;
  readonly token: string;
}

/** Tells who asks: a browser by its cookie, a machine by its bearer token. */
@Injectable()
export class Callers {
  constructor(
    private readonly sessions: Sessions, private readonly limits: Limits, private readonly address: PublicAddress,
    @Inject(VERIFIER) private readonly verifier: Verifier, @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Throws NotAuthenticated, CrossSiteRequest, TooManyRequests, or Malformed for one who sends both a cookie and a bearer. */
  async of(request: FastifyRequest): Promise<Who> {
    const secret = cookie(request, sessionCookie);
    const { authorization } = request.headers;
    if (secret && authorization) throw new Problem(Malformed, { errors: [{ pointer: '/header', detail: 'Send the session\'s cookie or a bearer token, not both' }] });
    const who = secret ? await this.bySession(secret, request) : await this.byBearer(request);
    if (!who) return this.nobody(request);
    this.limits.caller(who.caller);
    return who;
  }

  private async bySession(secret: string, request: FastifyRequest): Promise<Who | null> {
    requireOwnPage(request, this.address.origin);
    const session = await this.sessions.current(secret);
    return session && { caller: session.caller, token: session.tokens.access };
  }

  private async byBearer(request: FastifyRequest): Promise<Who | null> {
    const token = bearerOf(request);
    if (!token) return null;
    const caller = await this.verifier.verify(token).catch((error: unknown) => { if (isRefusal(error)) return null; throw error; });
    return caller && this.settings.bearerClients.includes(caller.client) ? { caller, token } : null;
  }

  private nobody(request: FastifyRequest): never {
    this.limits.address(request.ip);
    throw new Problem(NotAuthenticated);
  }
}

/** The bearer token of a request, unread. */
export const bearerOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined => /^Bearer ([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];

const isRefusal = (error: unknown): boolean => error instanceof Problem && error.body.status === NotAuthenticated.status;
