import { operations, type Operation } from '@knutpunkt/contracts';
import type { KnownIds } from './inputs.js';
import { requestFor, send } from './wire.js';

type Seen = Record<string, unknown>;
const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** The path of what the last id of a path names. */
const thing = (path: string): string => path.slice(0, path.lastIndexOf('}') + 1);

/** What can be read with the ids of an operation's path alone: the same path first, then what its last id names. */
function readable(op: Operation): Operation[] {
  const mine = namesIn(op.path);
  const reads = operations.filter((o) => o.routed && o.method === 'GET' && o.service === op.service && namesIn(o.path).length > 0 && namesIn(o.path).every((name) => mine.includes(name)) && ('version' in shapeOf(o) || 'items' in shapeOf(o)));
  const near = ({ path }: Operation): number => (path === op.path ? 2 : Number(path === thing(op.path)));
  return reads.sort((a, b) => near(b) - near(a) || b.path.length - a.path.length);
}

const shapeOf = ({ output }: Operation): object => (output as unknown as { shape?: object }).shape ?? {};

/** Every object within a view, the view itself last. */
const within = (view: unknown): Seen[] =>
  typeof view !== 'object' || view === null ? [] : [...Object.values(view).flatMap(within), ...(Array.isArray(view) ? [] : [view as Seen])];

/** The version of what the path ends with, within a view; of its notes where those are changed. */
function versionIn(op: Operation, view: Seen, known: KnownIds): unknown {
  const last = known[namesIn(op.path).at(-1)!];
  const versioned = within(view).filter((object) => 'version' in object);
  const one = versioned.find(({ id }) => id === last) ?? versioned.findLast((object) => Object.values(object).includes(last));
  const part = op.path.endsWith('/notes') || op.path.includes('/notes/') ? (one?.['content'] as Record<string, Seen> | null)?.['notes'] : one;
  return part?.['version'];
}

/** The version that somebody who changes something would have seen: of the same path, else of the object that the path ends with, else of what that is part of. */
export async function versionFor(url: string, op: Operation, { known, token }: { known: KnownIds; token: string }): Promise<string | undefined> {
  let whole: unknown;
  for (const read of readable(op)) {
    const came = await send(url, requestFor(read, Object.fromEntries(namesIn(read.path).map((name) => [name, known[name]])), { token }));
    const view = came.status === 200 ? (JSON.parse(came.body) as Seen) : {};
    const version = read.path === op.path ? view['version'] : versionIn(op, view, known);
    if (typeof version === 'string') return version;
    if (within(view).some(({ id }) => id === known[namesIn(op.path).at(-1)!])) whole ??= view['version'];
  }
  return typeof whole === 'string' ? whole : undefined;
}
