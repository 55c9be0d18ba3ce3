import { Problem, Unavailable } from '@knutpunkt/contracts';

/** True where PostgreSQL said "not now": the same work can succeed later, so it is not the message's fault. */
export const isAway = (error: unknown): boolean => error instanceof Problem && error.body.type === Unavailable.type;

/** What may be kept and logged of a failure: the error's class and code. Never its message, which can quote data. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' || typeof code === 'number' ? `${error.name} ${code}` : error.name;
}
