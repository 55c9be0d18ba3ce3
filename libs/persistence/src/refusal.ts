import { Malformed, Problem, Unavailable } from '@knutpunkt/contracts';

/** How the system and the client say that there is no connection: the server or the way to it is gone, a name cannot be looked up, or this process may open no more. */
const lostConnection = /ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN|EMFILE|ENFILE|ENOBUFS|Connection terminated|Query read timeout|timeout exceeded when trying to connect|server closed the connection|Client has encountered a connection error/;
/**
 * SQLSTATE classes and codes by which PostgreSQL says "not now": connection exception, operator intervention, insufficient resources, serialization, deadlock; a
 * transaction that it ended since nobody asked in it for too long; and that a statement was prepared before its table changed.
 */
const notNow = /^(08|53|57)|^(40001|40P01|55P03|25P03|25P04|0A000)$/;

const chain = (error: unknown): { code?: string; message: string }[] =>
  error instanceof AggregateError ? error.errors.flatMap(chain)
  : error instanceof Error ? [error as Error & { code?: string }, ...chain((error as { driverError?: unknown }).driverError), ...chain(error.cause)]
  : [];

/** Data exceptions (SQLSTATE class 22): a value that passed every check and that PostgreSQL cannot hold all the same, such as a NUL or a year before its time. */
const cannotHold = /^22/;

/** Turns "the database is gone or busy" into Unavailable (503, Retry-After) and a value that it cannot hold into Malformed; every other error stays what it is. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof Problem) return error;
  if (chain(error).some((e) => cannotHold.test(e.code ?? ''))) return Object.assign(new Problem(Malformed), { cause: error });
  const gone = chain(error).some((e) => notNow.test(e.code ?? '') || lostConnection.test(`${e.code ?? ''} ${e.message}`));
  return gone ? Object.assign(new Problem(Unavailable, { retryAfter: 2 }), { cause: error }) : error;
}
