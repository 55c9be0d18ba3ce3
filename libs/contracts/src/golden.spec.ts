import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Envelope, eventTypes, type EventType } from './index.js';
// @ts-expect-error Plain JavaScript, so that the script that writes the schemas runs without a build.
import { schemaOf } from '../golden/schema-of.mjs';

const folder = new URL('../golden/', import.meta.url);
const fileOf = (type: EventType): URL => new URL(`${type.type}.json`, folder);
const golden = (type: EventType): { envelope: unknown; schema: { properties: object } } => JSON.parse(readFileSync(fileOf(type), 'utf8'));
const named = eventTypes.map((type) => [type.type, type] as const);

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
    const [{ properties: now, ...rest }, { properties: then, ...restThen }] = [schemaOf(type), golden(type).schema];

    expect(rest).toEqual(restThen);
    expect(Object.fromEntries(Object.entries(now).filter(([name]) => name in then))).toEqual(then);
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
