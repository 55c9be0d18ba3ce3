import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { readiness, type Check } from '@knutpunkt/service-kit';
import { CHECKS } from './tokens.js';

/** Whether the gateway is up, and able to serve, for load balancers on its own port. */
@Controller('health')
export class HealthController {
  constructor(@Inject(CHECKS) private readonly checks: Record<string, Check>) {}

  @Get('live')
  live(@Res() reply: FastifyReply): void {
    reply.send({ status: 'live' });
  }

  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const { ready } = await readiness(this.checks);
    reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  }
}
