import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '@knutpunkt/contracts';
import { Metrics, OperationClient, type Answer } from '@knutpunkt/service-kit';
import { sendProblem } from '../http/problems.js';
import { cookie, sessionCookie } from '../login/cookies.js';
import { Standings } from '../login/standing.js';
import { locationOf } from './location.js';
import { questionOf } from './reading.js';
import { Callers } from './who.js';

/** Takes a request for an operation, asks the service that owns it in the caller's name, and answers. */
@Injectable()
export class Desk {
  constructor(private readonly callers: Callers, private readonly client: OperationClient, private readonly metrics: Metrics, private readonly standings: Standings) {}

  async serve(op: Operation, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const started = performance.now();
    const { token } = await this.callers.of(request);
    const question = questionOf(op, request);
    const answer = await this.client.ask(op, { ...question, token, requestId: request.id });
    this.metrics.operations.observe({ operation: op.name, status: 'problem' in answer ? answer.problem.status : answer.status }, (performance.now() - started) / 1_000);
    if ('problem' in answer) await this.standings.endIfOver(cookie(request, sessionCookie), answer.problem, { token, requestId: request.id });
    send(op, question.input, answer, reply);
  }
}

function send(op: Operation, input: Record<string, unknown>, answer: Answer, reply: FastifyReply): void {
  if ('problem' in answer) return sendProblem(reply, answer.problem);
  if (answer.etag !== undefined) reply.header('etag', `"${answer.etag}"`);
  if (answer.status === 201) reply.header('location', locationOf(op, input, answer.body));
  reply.code(answer.status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(answer.body));
}
