import { Controller, Get, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswerAsGuest, FeedSecret, GuestInvitation, NotFound, PollByLink, Problem, VoteAsGuest, type Operation } from '@knutpunkt/contracts';
import { OperationClient, hashOfSecret } from '@knutpunkt/service-kit';
import { PublicAddress } from '../address.js';
import { requireOwnPage } from '../api/cross-site.js';
import { questionOf } from '../api/reading.js';
import { Limits } from '../http/limits.js';

/** `/api/guest`: for whoever holds a guest's link. Its secret stands behind the # of the page's address, which no browser sends, and comes in a header: it is in no address, no log and no Referer. */
@Controller('api/guest')
export class GuestsController {
  constructor(private readonly client: OperationClient, private readonly limits: Limits, private readonly address: PublicAddress) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.ask(GuestInvitation, request, reply);
  }

  @Put('answer')
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.ask(AnswerAsGuest, request, reply, 'meeting');
  }

  @Get('poll')
  poll(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.ask(PollByLink, request, reply);
  }

  @Put('poll/votes')
  vote(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.ask(VoteAsGuest, request, reply, 'poll');
  }

  private async ask(op: Operation, request: FastifyRequest, reply: FastifyReply, answers?: 'meeting' | 'poll'): Promise<void> {
    this.limits.address(request.ip);
    requireOwnPage(request, this.address.origin);
    const secret = FeedSecret.safeParse(request.headers['link-secret']);
    if (!secret.success) throw new Problem(NotFound);
    if (answers) this.limits.link(hashOfSecret(secret.data), answers);
    const answer = await this.client.ask(op, { ...questionOf(op, request), token: secret.data, requestId: request.id });
    if ('problem' in answer) throw Problem.from(answer.problem);
    reply.code(answer.status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(answer.body));
  }
}
