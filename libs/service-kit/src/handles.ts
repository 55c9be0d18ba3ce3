import { applyDecorators, Injectable, UseInterceptors, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { MessagePattern, type NatsContext } from '@nestjs/microservices';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { LoginEnded, LoginNotConfirmed, Malformed, NotAuthenticated, Problem, Unavailable, Unexpected, VersionMissing, isUnsafe, subjectOf, type AnyOperation, type Operation, type Output } from '@knutpunkt/contracts';
import { crashAt } from '@knutpunkt/messaging';
import type { Caller } from '@knutpunkt/persistence';
import { callerByLink } from './link-secret.js';
import { tokenHeader, hashOf, type Answer, type Call, type Request } from './call.js';
import { Kit } from './kit.js';
import { askedIn } from './packet.js';

const operationKey = 'knutpunkt:operation';

/** The handler of an operation: gets a verified and parsed call, gives the operation's output or throws a Problem. */
export const Handles = <Op extends AnyOperation>(op: Op) =>
  applyDecorators(MessagePattern(subjectOf(op)), SetMetadata(operationKey, op), UseInterceptors(OperationPipeline)) as (
    target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<(call: Call<Op>) => Promise<Output<Op>>>) => void;

export const operationOf = (handler: object): Operation | undefined => Reflect.getMetadata(operationKey, handler) as Operation | undefined;

/** What surrounds every operation: who asks, whether it is well-formed, what it answers, and the refusal as a value. */
@Injectable()
export class OperationPipeline implements NestInterceptor {
  constructor(private readonly kit: Kit, private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<Answer> {
    return from(this.answer(context, next));
  }

  private async answer(context: ExecutionContext, next: CallHandler): Promise<Answer> {
    const op = this.reflector.get<Operation>(operationKey, context.getHandler());
    const started = performance.now();
    const args = context.getArgs<[unknown, NatsContext]>();
    const request = args[0] as Request<Operation>;
    const answer = await this.perform(op, args, next).catch((error: unknown) => this.refusal(op, request, error));
    this.kit.observed(op.name, 'problem' in answer ? answer.problem.status : answer.status, performance.now() - started);
    return answer;
  }

  private async perform(op: Operation, args: [unknown, NatsContext], next: CallHandler): Promise<Answer> {
    // The interceptor's arguments are the handler's: what is put here is what the handler gets.
    args[0] = await this.callOf(op, args[0], args[1]);
    const output = op.output.parse(await lastValueFrom(next.handle())) as { version?: string } | null;
    if (isUnsafe(op)) crashAt('after-commit-before-answer');
    return { status: op.status, body: output as never, ...(typeof output?.version === 'string' ? { etag: output.version } : {}) };
  }

  private async callOf(op: Operation, data: unknown, context: NatsContext): Promise<Call<Operation>> {
    const token = (context.getHeaders() as { get(name: string): string } | undefined)?.get(tokenHeader);
    if (!token) throw new Problem(NotAuthenticated);
    const caller = await this.callerOf(op, token);
    const { input, ifMatch, idempotencyKey, deadline, requestId } = askedIn(data);
    if (deadline <= Date.now()) throw new Problem(Unavailable, { retryAfter: 1 });
    const parsed = op.input.safeParse(input);
    if (!parsed.success) throw malformed(parsed.error.issues);
    if (op.ifMatch && !ifMatch) throw new Problem(VersionMissing);
    if (op.fresh) await this.requireFreshLogin(token);
    return { input: parsed.data as never, caller, ifMatch, idempotencyKey, requestHash: hashOf(op.name, parsed.data), now: new Date(), requestId };
  }

  private callerOf({ askedBy }: Operation, token: string): Caller | Promise<Caller> {
    if (askedBy === 'link') return callerByLink(token);
    return askedBy === 'client' ? this.kit.verifier.verifyClient(token) : this.kit.verifier.verify(token);
  }

  /** Last of what is asked before the handler: nothing is held meanwhile, and what would be refused anyway troubles nobody. What is hidden is refused like what is not there. */
  private async requireFreshLogin(token: string): Promise<void> {
    const state = await this.kit.logins.stateOf(token);
    if (state === 'ended') throw new Problem(LoginEnded);
    if (state === 'unanswered') throw new Problem(LoginNotConfirmed, { retryAfter: 5 });
  }

  private refusal(op: Operation, request: Request<Operation>, error: unknown): Answer {
    if (error instanceof Problem) return { problem: error.body };
    this.kit.log.error({ operation: op.name, requestId: request?.requestId, error }, 'an operation failed');
    return { problem: new Problem(Unexpected).body };
  }
}

interface Issue { readonly path: readonly PropertyKey[]; readonly message: string; readonly code: string; readonly keys?: readonly string[] }

const pointer = (path: readonly PropertyKey[]): string => path.map((p) => `/${String(p).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What zod refused, as Malformed with one entry per place (RFC 6901 pointers). The values themselves are not repeated. */
export const malformed = (issues: readonly Issue[]): Problem =>
  new Problem(Malformed, { errors: issues.slice(0, 50).flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? (issue.keys ?? []).slice(0, 20).map((key) => ({ pointer: pointer([...issue.path, key]), detail: 'is not known here', code: 'unknown' }))
      : [{ pointer: pointer(issue.path), detail: issue.message, code: issue.code }]) });
