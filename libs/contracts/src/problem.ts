import * as z from 'zod';

/** One field that could not be accepted: where (RFC 6901 pointer into the input) and why. `also` carries facts a form can offer (RFC 9457 extension). */
export const FieldError = z.object({ pointer: z.string(), detail: z.string(), code: z.string().optional(), also: z.unknown().optional() });
export type FieldError = z.infer<typeof FieldError>;

/** A refusal as it travels and as it is answered: application/problem+json (RFC 9457). */
export const ProblemBody = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  errors: z.array(FieldError).optional(),
  retryAfter: z.number().int().optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;

export interface ProblemKind {
  readonly slug: string;
  readonly type: string;
  readonly status: number;
  readonly title: string;
}

const prefix = 'urn:knutpunkt:problem:';

/** Every kind of refusal that any operation can answer with; filled by `problem`. */
export const problemKinds = new Map<string, ProblemKind>();

/** Declares a kind of refusal, named by the broken rule. `status` is its HTTP status. */
export function problem(slug: string, status: number, title: string): ProblemKind {
  const kind = { slug, type: prefix + slug, status, title };
  problemKinds.set(slug, kind);
  return kind;
}

/** A refusal thrown inside a service; the operation pipeline turns it into its `body`. */
export class Problem extends Error {
  readonly body: ProblemBody;

  constructor(kind: ProblemKind, extra: Partial<Pick<ProblemBody, 'detail' | 'errors' | 'retryAfter'>> & Record<string, unknown> = {}) {
    super(kind.title);
    this.name = kind.slug;
    this.body = { type: kind.type, title: kind.title, status: kind.status, ...extra };
  }

  static from(body: ProblemBody): Problem {
    const { type, title, status, ...extra } = body;
    return new Problem({ slug: type.replace(prefix, ''), type, title, status }, extra);
  }

  /** A value at `pointer` that cannot be accepted, with a sentence that says why. */
  static at(kind: ProblemKind, pointer: string, detail: string, also?: unknown): Problem {
    return new Problem(kind, { detail, errors: [{ pointer, detail, code: kind.slug, ...(also === undefined ? {} : { also }) }] });
  }
}

export const Malformed = problem('malformed', 400, 'The request is malformed');
export const NotAuthenticated = problem('not-authenticated', 401, 'Log in first');
export const NotAllowed = problem('not-allowed', 403, 'You may not do this');
export const NoAccess = problem('no-access', 403, 'You are logged in, but have no access to the hub');
export const CrossSiteRequest = problem('cross-site-request', 403, 'The request did not come from the hub\'s own pages');
export const NotFound = problem('not-found', 404, 'It does not exist, or you have no access to it');
export const WrongState = problem('wrong-state', 409, 'It cannot be done in this state');
export const InProgress = problem('in-progress', 409, 'The same request is being handled');
export const Stale = problem('stale', 412, 'It has been changed by somebody else');
export const TooLarge = problem('too-large', 413, 'The request is too large');
export const UnsupportedMediaType = problem('unsupported-media-type', 415, 'The request body must be JSON');
export const PersonalIdentityNumber = problem('personal-identity-number', 422, 'The text seems to contain a personal identity number');
export const IdempotencyKeyReused = problem('idempotency-key-reused', 422, 'The Idempotency-Key was used for another request');
export const VersionMissing = problem('version-missing', 428, 'If-Match is missing');
export const TooManyRequests = problem('too-many-requests', 429, 'Too many requests');
export const Unexpected = problem('unexpected', 500, 'Something went wrong in the hub');
export const Unavailable = problem('unavailable', 503, 'A part of the hub is not reachable right now');
export const LoginEnded = problem('login-ended', 401, 'The login has ended at the identity provider');
export const LoginNotConfirmed = problem('login-not-confirmed', 503, 'Whether the login still holds cannot be told right now');
export const AccessNotFresh = problem('access-not-fresh', 503, 'Who may see what cannot be told for certain right now');

/** The refusals that any operation can answer with, without declaring them. */
export const commonProblems = [Malformed, NotAuthenticated, NotAllowed, NoAccess, CrossSiteRequest, Unexpected, Unavailable, TooManyRequests];

/** The refusals that any operation can answer with that takes a body and an Idempotency-Key. */
export const changingProblems = [TooLarge, UnsupportedMediaType, IdempotencyKeyReused];

/** The refusals of an operation that asks the identity provider whether the login still holds. */
export const freshProblems = [LoginEnded, LoginNotConfirmed];
