import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as contracts from '@knutpunkt/contracts';
import { isTest, root, sources } from './sources.js';

const constants = Object.entries(contracts);
const named = contracts.eventTypes.map((type) => [constants.find(([, value]) => value === type)?.[0] ?? type.type, type] as const);

/** The services whose own programs name this event. */
const naming = (constant: string): string[] =>
  [...new Set(sources.filter(({ path, text }) => path.startsWith('services/') && !isTest(path) && new RegExp(`\\b${constant}\\b`).test(text)).map(({ path }) => path.split('/')[1]!))];

describe('every event', () => {
  it.each(named)('%s is told by the service that it is named after', (constant, type) => {
    expect(naming(constant)).toContain(type.service);
  });

  it.each(named)('%s has a golden example', (_, type) => {
    const golden = JSON.parse(readFileSync(join(root, `libs/contracts/golden/${type.type}.json`), 'utf8')) as { envelope: { type: string; data: unknown } };

    expect(golden.envelope.type).toBe(type.type);
    expect(type.data.safeParse(golden.envelope.data).success).toBe(true);
  });

  it('has one declaration', () => {
    expect(new Set(contracts.eventTypes.map((type) => type.type)).size).toBe(contracts.eventTypes.length);
  });
});

it.each(contracts.consumers.map((consumer) => [contracts.durableOf(consumer), consumer] as const))('%s listens to one service\'s events, and not to its own', (_, consumer) => {
  expect([...new Set(consumer.events.map((type) => type.service))]).toEqual([consumer.of]);
  expect(consumer.of).not.toBe(consumer.service);
});
