import { HttpException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Malformed, NotFound, Problem, TooLarge, Unexpected, UnsupportedMediaType, type ProblemBody, type ProblemKind } from '@knutpunkt/contracts';

/** Answers with a refusal, as application/problem+json (RFC 9457). */
export function sendProblem(reply: FastifyReply, body: ProblemBody): void {
  if (body.retryAfter !== undefined) reply.header('retry-after', String(body.retryAfter));
  if (body.status === 401) reply.header('www-authenticate', 'Bearer');
  reply.code(body.status).header('content-type', 'application/problem+json').send(Buffer.from(JSON.stringify(body)));
}

const kinds: Record<number, ProblemKind> = { 404: NotFound, 413: TooLarge, 415: UnsupportedMediaType };

const statusOf = (error: unknown): number =>
  error instanceof HttpException ? error.getStatus() : Number((error as { statusCode?: number } | null)?.statusCode ?? 500);

/** What an error says to the outside: a refusal as it is, the framework's refusals as ours, and nothing of anything else. */
export function problemOf(error: unknown): ProblemBody {
  if (error instanceof Problem) return error.body;
  const status = statusOf(error);
  const kind = kinds[status] ?? (status >= 400 && status < 500 ? Malformed : Unexpected);
  return new Problem(kind).body;
}
