import type { Operation } from '@knutpunkt/contracts';

/** Where an operation is asked, and what is left of its input for the body. */
export interface Address {
  readonly url: string;
  readonly body: Record<string, unknown> | undefined;
}

const asText = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

/** Puts an operation's input where it belongs: `{parameters}` in the path, the rest in the query (GET) or the body. Undefined values are left out. */
export function addressOf(op: Pick<Operation, 'method' | 'path'>, input: Record<string, unknown>): Address {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = op.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = asText(rest.get(name));
    rest.delete(name);
    return encodeURIComponent(value);
  });
  if (op.method !== 'GET') return { url: `/api${path}`, body: Object.fromEntries(rest) };
  const query = new URLSearchParams([...rest].map(([name, value]) => [name, asText(value)])).toString();
  return { url: `/api${path}${query && `?${query}`}`, body: undefined };
}
