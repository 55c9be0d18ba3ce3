import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '@knutpunkt/service-kit';
import { sendScimRefusal } from '../scim/scim-errors.js';
import { problemOf, sendProblem } from './problems.js';

/** Answers with a refusal in the form of who asks: below /scim in SCIM's own (RFC 7644 §3.12), also where no controller was come to. */
export function refuse({ url }: Pick<FastifyRequest, 'url'>, reply: FastifyReply, error: unknown): void {
  if (url.startsWith('/scim/')) sendScimRefusal(reply, error);
  else sendProblem(reply, problemOf(error));
}

/** Turns whatever is thrown while a request is handled into a refusal; what nobody expected is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const [request, reply] = [host.switchToHttp().getRequest<FastifyRequest>(), host.switchToHttp().getResponse<FastifyReply>()];
    const body = problemOf(error);
    if (body.status >= 500) this.log.error({ requestId: request.id, status: body.status, error }, 'a request failed');
    if (!reply.sent) refuse(request, reply, error);
  }
}
