import { Controller, Delete, Get, Patch, Post, Put, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProvisionedFunctionView } from '@knutpunkt/contracts';
import { PublicAddress } from '../address.js';
import type { Asking } from './asking.js';
import { listOf } from './discovery.js';
import { groupAnswerOf } from './function-resource.js';
import { Functions } from './functions.js';
import { Machines } from './machines.js';
import { tagOf } from './person-resource.js';
import { asksFor, bodyOf, idOf, searchOf, shownOf, versionOf } from './reading.js';
import { ScimErrors, sendScim } from './scim-errors.js';
import { shownBy } from './scim-person.js';

type Query = Record<string, unknown>;

/** `/scim/v2/<organisation>/Groups`: an organisation's own directory keeps its functions here up to date, and who holds them (RFC 7643 §4.2). */
@Controller('scim/v2/:organisation')
@UseFilters(ScimErrors)
export class ScimGroupsController {
  constructor(private readonly machines: Machines, private readonly functions: Functions, private readonly address: PublicAddress) {}

  @Get('Groups')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.search(request, reply, request.query as Query);
  }

  @Post('Groups/.search')
  async searched(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.search(request, reply, () => bodyOf(request) as Query);
  }

  @Get('Groups/:id')
  async one(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = await this.asking(request);
    const view = await this.functions.one(idOf(request), asking);
    if (request.headers['if-none-match'] === tagOf(view.version)) return void reply.code(304).header('etag', tagOf(view.version)).send();
    this.answer(request, reply, 200, view);
  }

  @Post('Groups')
  async add(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = await this.asking(request);
    const view = await this.functions.add(bodyOf(request), asking);
    reply.header('location', `${this.groups(request)}/${view.id}`);
    this.answer(request, reply, 201, view);
  }

  @Put('Groups/:id')
  async replace(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = await this.asking(request);
    this.answer(request, reply, 200, await this.functions.replace(idOf(request), bodyOf(request), asking));
  }

  @Patch('Groups/:id')
  async patch(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = await this.asking(request);
    this.answer(request, reply, 200, await this.functions.patch(idOf(request), bodyOf(request), this.groups(request), asking));
  }

  @Delete('Groups/:id')
  async remove(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = await this.asking(request);
    await this.functions.remove(idOf(request), asking);
    reply.code(204).send();
  }

  private async asking(request: FastifyRequest): Promise<Asking> {
    return { token: await this.machines.token(request), requestId: request.id, ifMatch: request.method === 'GET' ? undefined : versionOf(request) };
  }

  private groups = ({ params }: FastifyRequest): string => this.address.at(`/scim/v2/${(params as { organisation: string }).organisation}/Groups`);

  private answer(request: FastifyRequest, reply: FastifyReply, status: number, view: ProvisionedFunctionView): void {
    reply.header('etag', tagOf(view.version));
    sendScim(reply, status, groupAnswerOf(view, this.groups(request), shownBy(shownOf(request.query as Query))));
  }

  private async search(request: FastifyRequest, reply: FastifyReply, given: Query | (() => Query)): Promise<void> {
    const { token, requestId } = await this.asking(request);
    const { filter, startIndex, count, ...shown } = searchOf(typeof given === 'function' ? given() ?? {} : given);
    const { total, items } = await this.functions.some({ filter, startIndex, count, members: asksFor(shown, 'members') }, { token, requestId });
    const fields = shownBy(shown);
    sendScim(reply, 200, listOf(items.map((view) => groupAnswerOf(view, this.groups(request), fields)), { total, startIndex }));
  }
}
