import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotAuthenticated, NotFound, Problem } from '@knutpunkt/contracts';
import type { Verifier } from '@knutpunkt/identity';
import { bearerOf } from '../api/who.js';
import { Limits } from '../http/limits.js';
import { VERIFIER } from '../tokens.js';

/** Tells which organisation's machine asks, by its bearer token alone. */
@Injectable()
export class Machines {
  constructor(private readonly limits: Limits, @Inject(VERIFIER) private readonly verifier: Verifier) {}

  /** The token of the machine of the organisation in the path. Throws NotAuthenticated, TooManyRequests, or NotFound for another organisation's path, whether there is one or not. */
  async token(request: FastifyRequest): Promise<string> {
    const token = bearerOf(request);
    if (!token || request.headers.cookie !== undefined) return this.nobody(request);
    const caller = await this.verifier.verifyClient(token).catch((error: unknown) => {
      if (error instanceof Problem && error.body.status === NotAuthenticated.status) return this.nobody(request);
      throw error;
    });
    this.limits.caller(caller);
    if ((request.params as { organisation: string }).organisation !== caller.organisation) throw new Problem(NotFound);
    return token;
  }

  private nobody(request: FastifyRequest): never {
    this.limits.address(request.ip);
    throw new Problem(NotAuthenticated);
  }
}
