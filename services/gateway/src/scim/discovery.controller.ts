import { All, Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SCIMError as ScimError } from 'scimmy/types';
import { NotFound, Problem } from '@knutpunkt/contracts';
import { PublicAddress } from '../address.js';
import { listOf, resourceTypes, schemas, serviceProviderConfig } from './discovery.js';
import { Machines } from './machines.js';
import { ScimErrors, sendScim } from './scim-errors.js';

type Params = { readonly organisation: string; readonly id?: string };
type Resource = Record<string, unknown>;

/** There, but not in this way. */
const otherwise = /^\/scim\/v2\/[^/]+\/(ServiceProviderConfig|(Users|Groups|Schemas|ResourceTypes)(\/[^/]+)?)$/;
const absent = /^\/scim\/v2\/[^/]+\/(Me|Bulk)(\/|$)/;

/** What of SCIM is there, for an organisation's machine to find out (RFC 7644 §4); everything else below /scim is not. */
@Controller('scim/v2/:organisation')
@UseFilters(ScimErrors)
export class ScimDiscoveryController {
  constructor(private readonly machines: Machines, private readonly address: PublicAddress) {}

  @Get('ServiceProviderConfig')
  async config(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendScim(reply, 200, serviceProviderConfig(await this.base(request)));
  }

  @Get(['Schemas', 'Schemas/:id'])
  async schemas(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.answer(request, reply, schemas(await this.base(request)));
  }

  @Get(['ResourceTypes', 'ResourceTypes/:id'])
  async resourceTypes(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.answer(request, reply, resourceTypes(await this.base(request)));
  }

  @All('*')
  async nothing(@Req() request: FastifyRequest): Promise<never> {
    await this.machines.token(request);
    const path = request.url.split('?', 1)[0]!;
    if (absent.test(path)) throw new ScimError(501, null as never, 'It is not there');
    if (otherwise.test(path)) throw new ScimError(405, null as never, 'It cannot be asked in this way');
    throw new Problem(NotFound);
  }

  /** Throws ScimError for a filter, which is refused here by the standard. */
  private async base(request: FastifyRequest): Promise<string> {
    await this.machines.token(request);
    if (Object.hasOwn(request.query as object, 'filter')) throw new ScimError(403, null as never, 'What is there cannot be filtered');
    return this.address.at(`/scim/v2/${(request.params as Params).organisation}`);
  }

  private answer({ params }: FastifyRequest, reply: FastifyReply, all: readonly Resource[]): void {
    const { id } = params as Params;
    if (id === undefined) return sendScim(reply, 200, listOf(all));
    const one = all.find((each) => each['id'] === id);
    if (!one) throw new Problem(NotFound);
    sendScim(reply, 200, one);
  }
}
