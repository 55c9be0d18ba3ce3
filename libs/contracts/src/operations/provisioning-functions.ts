import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, problem } from '../problem.js';
import { Id, Instant, line } from '../text.js';
import { HomeId, UnknownFilter } from './provisioning.js';

export const FunctionAlreadyProvisioned = problem('function-already-provisioned', 409, 'The organisation has a function with this id or, in this unit, with this name already');
export const FunctionStays = problem('function-stays', 409, 'A function never moves to another authority');
export const UnknownMember = problem('unknown-member', 422, 'The organisation has no such person');

/** The most people that a directory may say hold one function. */
export const mostMembers = 250;

/** What an organisation's own directory says of one of its functions; the name and the members are a group's (RFC 7643 §4.2). Without a unit that is known here the function is told to nobody. */
export const FunctionFacts = z.strictObject({ department: line(200).optional(), email: z.email().max(254).optional() });
export type FunctionFacts = z.infer<typeof FunctionFacts>;

const told = { externalId: HomeId.optional(), name: line(200), members: z.array(Id).max(mostMembers), facts: FunctionFacts };

/** A function of the asking organisation. `members` are whom its directory names, who hold the function while they work at its authority; none where they were not asked for. */
export const ProvisionedFunctionView = z.object({ ...told, facts: z.looseObject({}), name: z.string(), id: Id, version: z.string(), members: z.array(Id), createdAt: Instant, changedAt: Instant });
export type ProvisionedFunctionView = z.infer<typeof ProvisionedFunctionView>;

const provisioning = { service: 'directory', action: 'function.provision', routed: false, askedBy: 'client' } as const;
const refusals = [FunctionAlreadyProvisioned, FunctionStays, UnknownMember, PersonalIdentityNumber];

export const ProvisionedFunctions = operation({
  ...provisioning, name: 'ProvisionedFunctions', method: 'GET', path: '/provisioned-functions', summary: 'The organisation\'s functions that match a SCIM filter (RFC 7644 §3.4.2.2), from place `startIndex` (1 is the first); with their members at most 50',
  input: z.strictObject({ filter: z.string().max(1_000).optional(), startIndex: z.number().int().min(1).max(1_000_000).default(1), count: z.number().int().min(0).max(200).default(100), members: z.boolean().default(true) }),
  output: z.object({ total: z.number().int(), items: z.array(ProvisionedFunctionView) }), problems: [UnknownFilter],
});
export const ProvisionedFunction = operation({
  ...provisioning, name: 'ProvisionedFunction', method: 'GET', path: '/provisioned-functions/{functionId}', summary: 'A function of the organisation',
  input: z.strictObject({ functionId: Id }), output: ProvisionedFunctionView, problems: [NotFound],
});
export const ProvisionFunction = operation({
  ...provisioning, name: 'ProvisionFunction', method: 'POST', path: '/provisioned-functions', status: 201, summary: 'Makes a function that the organisation\'s directory keeps, or takes over one of the same name that it did not keep',
  input: z.strictObject({ ...told, /** Without them, who holds a function that is taken over goes on holding it. */ members: told.members.optional() }), output: ProvisionedFunctionView, problems: refusals,
});
export const ReplaceFunction = operation({
  ...provisioning, name: 'ReplaceFunction', method: 'PUT', path: '/provisioned-functions/{functionId}', summary: 'Replaces what the organisation says of a function; who is not a member any more holds it no more',
  input: z.strictObject({ functionId: Id, ...told }), output: ProvisionedFunctionView, problems: [NotFound, Stale, ...refusals],
});
export const DeprovisionFunction = operation({
  ...provisioning, name: 'DeprovisionFunction', method: 'DELETE', path: '/provisioned-functions/{functionId}', summary: 'Has nobody hold a function any more, and offers it to nobody; what was addressed to it stays',
  input: z.strictObject({ functionId: Id }), output: z.null(), problems: [NotFound, Stale],
});
