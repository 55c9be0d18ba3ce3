import { Malformed, Problem } from '@knutpunkt/contracts';
import type { Place } from './box.js';

/** Before the newest. */
const newest: Place = { at: '9999-12-31T00:00:00Z', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The opaque cursor of a place. */
export const cursorOf = ({ at, id }: Place): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** The place that a cursor names; the beginning where there is none. Throws Malformed for one that was never given. */
export function placeOf(cursor: string | undefined): Place {
  if (!cursor) return newest;
  const [at, id] = partsOf(cursor);
  if (typeof at !== 'string' || typeof id !== 'string' || !uuid.test(id) || Number.isNaN(Date.parse(at))) throw unknown();
  return { at, id };
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch (error) {
    if (error instanceof SyntaxError) throw unknown();
    throw error;
  }
}

const unknown = (): Problem => Problem.at(Malformed, '/cursor', 'The cursor is not one that was given.');
