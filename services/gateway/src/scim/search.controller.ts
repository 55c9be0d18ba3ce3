import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, UnknownFilter } from '@knutpunkt/contracts';
import { PublicAddress } from '../address.js';
import { listOf } from './discovery.js';
import { groupAnswerOf } from './function-resource.js';
import { Functions } from './functions.js';
import { Machines } from './machines.js';
import { People } from './people.js';
import { answerOf } from './person-resource.js';
import { asksFor, bodyOf, searchOf } from './reading.js';
import { ScimErrors, sendScim } from './scim-errors.js';
import { shownBy } from './scim-person.js';

interface Found<T> { readonly total: number; readonly items: readonly T[] }

/** `/scim/v2/<organisation>/.search`: people and functions in one list, people first (RFC 7644 §3.4.3). */
@Controller('scim/v2/:organisation')
@UseFilters(ScimErrors)
export class ScimSearchController {
  constructor(private readonly machines: Machines, private readonly people: People, private readonly functions: Functions, private readonly address: PublicAddress) {}

  @Post('.search')
  async search(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asking = { token: await this.machines.token(request), requestId: request.id };
    const { filter, startIndex, count, ...shown } = searchOf((bodyOf(request) ?? {}) as Record<string, unknown>);
    const people = await knowing(() => this.people.some({ filter, startIndex, count }, asking));
    const rest = { startIndex: Math.max(1, startIndex - (people?.total ?? 0)), count: count - (people?.items.length ?? 0) };
    const functions = await knowing(() => this.functions.some({ filter, ...rest, members: asksFor(shown, 'members') }, asking));
    if (!people && !functions) throw Problem.at(UnknownFilter, '/filter', 'It asks about what is not kept.');
    const [fields, base] = [shownBy(shown), this.address.at(`/scim/v2/${(request.params as { organisation: string }).organisation}`)];
    const found = [...(people?.items ?? []).map((view) => answerOf(view, `${base}/Users`, fields)), ...(functions?.items ?? []).map((view) => groupAnswerOf(view, `${base}/Groups`, fields))];
    sendScim(reply, 200, listOf(found, { total: (people?.total ?? 0) + (functions?.total ?? 0), startIndex }));
  }
}

/** A filter that asks about what one kind of resource does not have finds none of that kind. */
async function knowing<T>(find: () => Promise<Found<T>>): Promise<Found<T> | undefined> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof Problem && error.body.type === UnknownFilter.type) return undefined;
    throw error;
  }
}
