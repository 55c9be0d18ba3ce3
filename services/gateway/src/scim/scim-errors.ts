import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SCIMError as ScimError } from 'scimmy/types';
import { Inject } from '@nestjs/common';
import type { ProblemBody } from '@knutpunkt/contracts';
import type { Log } from '@knutpunkt/service-kit';
import { problemOf } from '../http/problems.js';
import { LOG } from '../tokens.js';

/** A refusal as SCIM says it (RFC 7644 §3.12). */
interface ScimRefusal {
  readonly status: number;
  readonly scimType?: string;
  readonly detail: string;
  readonly retryAfter?: number;
}

/** For our refusals, by the last word of their type: the status and keyword that SCIM has for the same. */
const known: Readonly<Record<string, Pick<ScimRefusal, 'status' | 'scimType'>>> = {
  'already-provisioned': { status: 409, scimType: 'uniqueness' }, 'home-id-for-ever': { status: 400, scimType: 'mutability' }, 'unknown-filter': { status: 400, scimType: 'invalidFilter' },
  'function-already-provisioned': { status: 409, scimType: 'uniqueness' }, 'function-stays': { status: 400, scimType: 'mutability' }, 'unknown-member': { status: 400, scimType: 'invalidValue' },
  'personal-identity-number': { status: 400, scimType: 'invalidValue' }, malformed: { status: 400, scimType: 'invalidValue' },
};

function refusalOf(error: unknown): ScimRefusal {
  if (error instanceof ScimError) return { status: error.status, scimType: error.scimType, detail: error.message };
  const body = problemOf(error);
  return { status: body.status, ...known[body.type.split(':').at(-1)!], detail: detailOf(body), retryAfter: body.retryAfter };
}

const detailOf = ({ title, detail, errors }: ProblemBody): string => (errors ? errors.map((each) => `${each.pointer}: ${each.detail}`).join('; ') : detail ?? title);

/** Answers every refusal below /scim in SCIM's own form. */
@Catch()
export class ScimErrors implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const [request, reply] = [host.switchToHttp().getRequest<FastifyRequest>(), host.switchToHttp().getResponse<FastifyReply>()];
    const { status } = refusalOf(error);
    if (status >= 500 && status !== 501) this.log.error({ requestId: request.id, status, error }, 'a request failed');
    if (!reply.sent) sendScimRefusal(reply, error);
  }
}

/** Answers with what an error is in SCIM (RFC 7644 §3.12). */
export function sendScimRefusal(reply: FastifyReply, error: unknown): void {
  const { status, scimType, detail, retryAfter } = refusalOf(error);
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  sendScim(reply, status, { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), ...(scimType && { scimType }), detail });
}

/** Answers in SCIM's media type (RFC 7644 §8.1). */
export const sendScim = (reply: FastifyReply, status: number, body: object): void =>
  void reply.code(status).header('content-type', 'application/scim+json; charset=utf-8').header('cache-control', 'no-store').send(Buffer.from(JSON.stringify(body)));
