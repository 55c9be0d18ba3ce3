import type * as z from 'zod';
import { changingProblems, commonProblems, freshProblems, type ProblemKind } from './problem.js';

export type ServiceName = 'gateway' | 'directory' | 'meetings' | 'agendas' | 'referrals' | 'notifications';
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Operation<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly service: ServiceName;
  readonly summary: string;
  readonly method: Method;
  /** Below /api, with `{parameter}`s that are properties of `input`. */
  readonly path: string;
  readonly input: I;
  readonly output: O;
  /** What `decide` is asked about. */
  readonly action: string;
  readonly status: 200 | 201;
  /** True where the caller must say which version it saw (If-Match). */
  readonly ifMatch: boolean;
  readonly problems: readonly ProblemKind[];
  /** False for what the gateway asks for itself and no route leads to. */
  readonly routed: boolean;
  /** Whose token it takes: somebody's, that of an organisation's own machine, or a link's own secret in its place. None asks what is for another. */
  readonly askedBy: 'person' | 'client' | 'link';
  /** True for what widens access, or cannot be undone: the identity provider is asked first whether the login still holds. */
  readonly fresh: boolean;
  /** The most bytes that its route takes as a body. */
  readonly largestBody: number;
  /** Milliseconds for which its answer is waited for. */
  readonly patience: number;
}

/** An operation whose types are not looked at. */
// Types of zod are invariant, so nothing narrower takes every operation.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyOperation = Operation<any, any>;

export type Input<Op> = Op extends Operation<infer I, z.ZodType> ? z.infer<I> : never;
export type RawInput<Op> = Op extends Operation<infer I, z.ZodType> ? z.input<I> : never;
export type Output<Op> = Op extends Operation<z.ZodObject, infer O> ? z.infer<O> : never;

/** Every declared operation, in the order of declaration. */
export const operations: Operation[] = [];

type Declaration<I extends z.ZodObject, O extends z.ZodType> = Pick<Operation<I, O>, 'name' | 'service' | 'summary' | 'method' | 'path' | 'input' | 'output' | 'action'> &
  Partial<Pick<Operation<I, O>, 'status' | 'ifMatch' | 'problems' | 'routed' | 'askedBy' | 'fresh' | 'largestBody' | 'patience'>>;

/** What a request may hold unless its operation says otherwise. */
export const usualBody = 256 * 1_024;
const usualPatience = 8_000;

const completed = <I extends z.ZodObject, O extends z.ZodType>(declaration: Declaration<I, O>): Operation<I, O> =>
  ({ status: 200, ifMatch: false, problems: [], routed: true, askedBy: 'person', fresh: false, largestBody: usualBody, patience: usualPatience, ...declaration });

/** Declares an operation once: its route, both validations, its OpenAPI entry and the client's types come from here. */
export function operation<I extends z.ZodObject, O extends z.ZodType>(declaration: Declaration<I, O>): Operation<I, O> {
  const declared = completed(declaration);
  operations.push(declared as unknown as Operation);
  return declared;
}

/** Declares what the gateway answers itself, of what is its own: the client asks it as it asks any operation, and no service or rule is asked. */
export const ofGateway = <I extends z.ZodObject, O extends z.ZodType>(declaration: Omit<Declaration<I, O>, 'service' | 'action'>): Operation<I, O> =>
  completed({ ...declaration, service: 'gateway', action: kebab(declaration.name) });

/** True for operations that change something and so take an Idempotency-Key. */
export const isUnsafe = (op: Pick<Operation, 'method'>): boolean => op.method !== 'GET';

/** Every refusal that an operation can answer with: its own, and those that it need not declare. */
export const problemsOf = (op: Pick<Operation, 'method' | 'problems' | 'fresh'>): ProblemKind[] => [...new Set([...commonProblems, ...(isUnsafe(op) ? changingProblems : []), ...(op.fresh ? freshProblems : []), ...op.problems])];

/** True for a service that must be able to ask the identity provider whether a login still holds. */
export const needsFreshLogins = (service: ServiceName): boolean => operations.some((op) => op.fresh && op.service === service);

export const kebab = (name: string): string => name.replace(/(?<=[a-z0-9])[A-Z]/g, (c) => `-${c}`).toLowerCase();

/** The NATS subject that an operation is asked on: `op.<service>.<name>`. */
export const subjectOf = (op: Pick<Operation, 'service' | 'name'>): string => `op.${op.service}.${kebab(op.name)}`;
