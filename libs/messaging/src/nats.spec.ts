import { expect, it } from '@jest/globals';
import { isRecent } from './nats.js';

it.each([['2.12.0', true], ['2.15.2', true], ['3.0.0', true], ['2.12.0-RC.1', true], ['2.11.9', false], ['2.9.10', false], ['1.99.0', false]])('nats-server %s is recent enough: %s', (version, recent) => {
  expect(isRecent(version)).toBe(recent);
});
