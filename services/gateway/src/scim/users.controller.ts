import { Controller, Delete, Get, Patch, Post, Put, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProvisionedPersonView } from '@knutpunkt/contracts';
import { PublicAddress } from '../address.js';
import type { Asking } from './asking.js';
import { listOf } from './discovery.js';
import { Machines } from './machines.js';
import { People } from './people.js';
import { answerOf, tagOf } from './person-resource.js';
import { bodyOf, idOf, searchOf, shownOf, versionOf } from './reading.js';
import { ScimErrors, sendScim } from './scim-errors.js';
import { shownBy } from './scim-person.js';

type Query = Record<string, unknown>;

/** `/scim/v2/<organisation>/Users`: an organisation's own directory keeps its people here up to date (SCIM 2.0, RFC 7643 and 7644). */
@Controller('scim/v2/:organisation')
@UseFilters(ScimErrors)
export class ScimUsersController {
  constructor(private readonly machines: Machines, private readonly people: People, private readonly address: PublicAddress) {}

  @Get('Users')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.search(request, reply, request.query as Query);
  }

  @Post('Users/.search')
  async searched(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.search(request, reply, () => bodyOf(request) as Query);
  }

  @Get('Users/:id')
  async one(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = await this.asking(request);
    const view = await this.people.one(idOf(request), asking);
    if (request.headers['if-none-match'] === tagOf(view.version)) return void reply.code(304).header('etag', tagOf(view.version)).send();
    this.answer(request, reply, 200, view);
  }

  @Post('Users')
  async add(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = await this.asking(request);
    const view = await this.people.add(bodyOf(request), asking);
    reply.header('location', `${this.users(request)}/${view.id}`);
    this.answer(request, reply, 201, view);
  }

  @Put('Users/:id')
  async replace(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = await this.asking(request);
    this.answer(request, reply, 200, await this.people.replace(idOf(request), bodyOf(request), asking));
  }

  @Patch('Users/:id')
  async patch(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = await this.asking(request);
    this.answer(request, reply, 200, await this.people.patch(idOf(request), bodyOf(request), this.users(request), asking));
  }

  @Delete('Users/:id')
  async remove(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = await this.asking(request);
    await this.people.remove(idOf(request), asking);
    reply.code(204).send();
  }

  private async asking(request: FastifyRequest): Promise<Asking> {
    return { token: await this.machines.token(request), requestId: request.id, ifMatch: request.method === 'GET' ? undefined : versionOf(request) };
  }

  private users = ({ params }: FastifyRequest): string => this.address.at(`/scim/v2/${(params as { organisation: string }).organisation}/Users`);

  private answer(request: FastifyRequest, reply: FastifyReply, status: number, view: ProvisionedPersonView): void {
    reply.header('etag', tagOf(view.version));
    sendScim(reply, status, answerOf(view, this.users(request), shownBy(shownOf(request.query as Query))));
  }

  private async search(request: FastifyRequest, reply: FastifyReply, given: Query | (() => Query)): Promise<void> {
    const { token, requestId } = await this.asking(request);
    const { filter, startIndex, count, ...shown } = searchOf(typeof given === 'function' ? given() ?? {} : given);
    const { total, items } = await this.people.some({ filter, startIndex, count }, { token, requestId });
    const fields = shownBy(shown);
    sendScim(reply, 200, listOf(items.map((view) => answerOf(view, this.users(request), fields)), { total, startIndex }));
  }
}
