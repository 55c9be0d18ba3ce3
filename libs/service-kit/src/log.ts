import { pino } from 'pino';

/** The only fields that a log line may carry: ids, names of the software's own parts, counts and durations. */
const allowed = new Set(['service', 'operation', 'status', 'problem', 'durationMs', 'requestId', 'event', 'type', 'consumer', 'aggregate', 'attempts', 'failures', 'rest', 'count', 'lost', 'port', 'kind', 'due', 'mail', 'stream', 'sequence', 'loop', 'fault', 'reason', 'point']);

/** Structured logs. `message` is a fixed sentence of ours; of `facts` only the allowed fields get through, and of `facts.error` its class and where it arose. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** The frames alone: a stack begins with the message, and a message may have lines that look like frames. */
function frames({ stack = '', message }: Error): string[] {
  const told = stack.indexOf(message);
  const below = told < 0 ? '' : stack.slice(told + message.length);
  return below.split('\n').map((l) => l.trim()).filter((l) => /^at .+:\d+:\d+\)?$/.test(l)).slice(0, 8);
}

/** An error without its message: messages of databases and parsers quote what people wrote. */
const described = (error: unknown): object =>
  error instanceof Error ? { name: error.name, code: (error as { code?: string }).code, at: frames(error), ...(error.cause ? { cause: described(error.cause) } : {}) } : { name: typeof error };

const fit = (value: unknown): boolean => typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= 200);

const line = ({ error, ...facts }: { error?: unknown }): object => ({
  ...Object.fromEntries(Object.entries(facts).filter(([key, value]) => allowed.has(key) && fit(value))), ...(error === undefined ? {} : { error: described(error) }),
});

/** The log of one service, one JSON object a line on standard error, or where it is told. */
export function logOf(service: string, level: string, destination?: { write(line: string): void }): Log {
  const out = pino({ level, base: { service }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } }, destination ?? pino.destination({ fd: 2, sync: false }));
  return {
    info: (facts, message) => out.info(line(facts), message),
    warn: (facts, message) => out.warn(line(facts), message),
    error: (facts, message) => out.error(line(facts), message),
  };
}
