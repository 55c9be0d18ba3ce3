import { ProblemBody, type FieldError } from '@knutpunkt/contracts';

const prefix = 'urn:knutpunkt:problem:';

/** An answer that was not what was asked for. `slug` names the broken rule; `unreachable` when no answer came at all. */
export class Refusal extends Error {
  readonly slug: string;
  readonly status: number;
  readonly errors: readonly FieldError[];
  /** Seconds to wait before asking again, when the hub has said so. */
  readonly retryAfter: number | undefined;
  /** What else the hub told, by the rule's own names. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(status: number, slug: string, body?: ProblemBody) {
    super(slug);
    this.name = 'Refusal';
    this.status = status;
    this.slug = slug;
    this.errors = body?.errors ?? [];
    this.retryAfter = body?.retryAfter;
    this.facts = body ?? {};
  }

  /** True when the same request may succeed later, and may or may not have been carried out. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500 || this.slug === 'in-progress';
  }
}

/** Makes a refusal of an answer's status and body (problem+json, RFC 9457); a body of another shape is `unexpected`. */
export function refusalOf(status: number, body: unknown): Refusal {
  const parsed = ProblemBody.safeParse(body);
  if (!parsed.success) return new Refusal(status, status === 503 || status === 502 ? 'unavailable' : 'unexpected');
  const slug = parsed.data.type.startsWith(prefix) ? parsed.data.type.slice(prefix.length) : 'unexpected';
  return new Refusal(status, slug, parsed.data);
}

/** The refusal in an error, whatever was thrown. */
export const asRefusal = (error: unknown): Refusal => (error instanceof Refusal ? error : new Refusal(0, 'unexpected'));
