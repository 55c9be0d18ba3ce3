import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Envelope, eventTypes, type EventType } from './index.js';
// @ts-expect-error Plain JavaScript, so that the script that writes the schemas runs without a build.
import { schemaOf } from '../golden/schema-of.mjs';

const folder = new URL('../golden/', import.meta.url);
const fileOf = (type: EventType): URL => new URL(`${type.type}.json`, folder);
const golden = (type: EventType): { envelope: unknown; schema: object } => JSON.parse(readFileSync(fileOf(type), 'utf8'));
const named = eventTypes.map((type) => [type.type, type] as const);

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema without the properties, at any depth, that an earlier one does not have. What is required is compared as it stands, so that what was gained may be absent. */
function asOf(now: unknown, then: unknown, named = false): unknown {
  if (!isTree(now) || !isTree(then)) return now;
  return Object.fromEntries(Object.entries(now).filter(([key]) => !named || key in then).map(([key, value]) => [key, asOf(value, then[key], key === 'properties' && !named)]));
}

describe('every event version', () => {
  it.each(named)('%s has a golden example', (_, type) => {
    expect(existsSync(fileOf(type))).toBe(true);
  });

  it.each(named)('%s is still understood as it was written', (_, type) => {
    const envelope = Envelope.parse(golden(type).envelope);

    expect(envelope.type).toBe(type.type);
    expect(type.data.parse(envelope.data)).toEqual(envelope.data);
  });

  it.each(named)('%s is understood with properties of a later time', (_, type) => {
    const { data } = Envelope.parse(golden(type).envelope);

    expect(type.data.parse({ ...data, ofALaterTime: true })).toEqual(data);
  });

  it.each(named)('%s keeps its shape, and gains at most what may be absent; another shape is another version', (_, type) => {
    const { schema } = golden(type);

    expect(asOf(schemaOf(type), schema)).toEqual(schema);
  });

  it.each(named)('%s is named service.aggregate.fact.version, in subject and type alike', (_, type) => {
    expect(type.subject).toMatch(new RegExp(`^evt\\.${type.service}\\.[a-z-]+\\.[a-z-]+\\.v[1-9]\\d*$`));
    expect(type.type).toBe(type.subject.replace('evt.', 'se.knutpunkt.'));
  });
});

it('no golden example is left of an event that is no longer declared', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

  expect(files.sort()).toEqual(eventTypes.map((type) => `${type.type}.json`).sort());
});
