import { Malformed, Problem } from '@knutpunkt/contracts';

/** Where a page of the inbox ended: its last matter's newest notification, and that matter. */
export interface Place {
  readonly latest: string;
  readonly id: string;
}

const shape = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export const cursorOf = ({ latest, id }: Place): string => Buffer.from(`${latest} ${id}`).toString('base64url');

/** Reads a cursor that `cursorOf` made; throws Malformed for any other. */
export function placeAt(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const [, latest, id] = shape.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!latest || !id || Number.isNaN(Date.parse(latest))) throw Problem.at(Malformed, '/cursor', 'is not one that the hub gave');
  return { latest, id };
}
