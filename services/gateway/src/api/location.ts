import { operations, type Operation } from '@knutpunkt/contracts';

const filled = (path: string, values: Record<string, unknown>, last?: string): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent((values[name] as string | undefined) ?? last ?? ''));

/** Where what was made can be read: the operation that gives the same view, else the place where it was made. */
export function locationOf(op: Operation, input: Record<string, unknown>, body: unknown): string {
  const id = (body as { id?: string } | null)?.id;
  const reads = operations.find((other) => other.method === 'GET' && other.routed && other.output === op.output);
  return `/api${reads && id ? filled(reads.path, input, id) : filled(op.path, input)}`;
}
