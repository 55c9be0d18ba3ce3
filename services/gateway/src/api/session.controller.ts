import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Callers } from './who.js';

/** `GET /api/session`: whether this browser is logged in; 401 when it is not. */
@Controller('api')
export class SessionController {
  constructor(private readonly callers: Callers) {}

  @Get('session')
  async session(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { caller } = await this.callers.of(request);
    reply.send({ authenticated: true, organisation: caller.organisation, assuranceLevel: caller.assuranceLevel });
  }
}
