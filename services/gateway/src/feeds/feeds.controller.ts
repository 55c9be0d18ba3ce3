import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FeedSecret, FetchFeed, NotFound, Problem } from '@knutpunkt/contracts';
import { OperationClient } from '@knutpunkt/service-kit';
import { PublicAddress } from '../address.js';
import { Limits } from '../http/limits.js';

const unzip = promisify(gunzip);

/** `GET /api/feeds/<secret>.ics`: a person's calendar, for whoever holds its address. The secret stands in this path alone and is written nowhere. */
@Controller('api/feeds')
export class FeedsController {
  constructor(private readonly client: OperationClient, private readonly limits: Limits, private readonly address: PublicAddress) {}

  @Get(':file')
  async fetch(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.limits.address(request.ip);
    const secret = FeedSecret.safeParse(file.replace(/\.ics$/, ''));
    if (!secret.success || !file.endsWith('.ics')) throw new Problem(NotFound);
    const input = { hub: this.address.origin, ...seenBy(request) };
    const answer = await this.client.ask(FetchFeed, { input, token: secret.data, requestId: request.id });
    if ('problem' in answer) throw Problem.from(answer.problem);
    await send(answer.body, request, reply);
  }
}

/** RFC 9110 §13.1.2: one tag, weak or strong. */
function seenBy({ headers }: FastifyRequest): { seen?: string } {
  const [, seen] = /^(?:W\/)?"([\w-]{1,100})"$/.exec(headers['if-none-match'] ?? '') ?? [];
  return seen ? { seen } : {};
}

async function send({ tag, calendar }: { tag: string; calendar: string | null }, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.headers({ etag: `"${tag}"`, 'cache-control': 'private, no-cache', vary: 'accept-encoding' });
  if (calendar === null) return void reply.code(304).send();
  const packed = Buffer.from(calendar, 'base64');
  const takesPacked = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (takesPacked) reply.header('content-encoding', 'gzip');
  reply.headers({ 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="knutpunkt.ics"' }).send(takesPacked ? packed : await unzip(packed));
}
