import { Problem, Unavailable } from '@knutpunkt/contracts';

const lostConnection = /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|Connection terminated|timeout exceeded when trying to connect|server closed the connection|Client has encountered a connection error/;
/** SQLSTATE classes and codes by which PostgreSQL says "not now": connection exception, operator intervention, insufficient resources, serialization, deadlock. */
const notNow = /^(08|53|57)|^(40001|40P01|55P03)$/;

const chain = (error: unknown): { code?: string; message: string }[] =>
  error instanceof AggregateError ? error.errors.flatMap(chain)
  : error instanceof Error ? [error as Error & { code?: string }, ...chain((error as { driverError?: unknown }).driverError), ...chain(error.cause)]
  : [];

/** Turns "the database is gone or busy" into Unavailable (503, Retry-After); every other error stays what it is. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const gone = chain(error).some((e) => notNow.test(e.code ?? '') || lostConnection.test(`${e.code ?? ''} ${e.message}`));
  return gone ? Object.assign(new Problem(Unavailable, { retryAfter: 2 }), { cause: error }) : error;
}
