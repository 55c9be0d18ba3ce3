import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { DemoRecord } from './demo-record.js';

const dir = mkdtempSync(join(tmpdir(), 'demo-'));
afterAll(() => rmSync(dir, { recursive: true }));

it('remembers what is loaded and the instant it was laid around, for six days', () => {
  const first = new DemoRecord(dir, new Date('2026-11-22T12:00:00Z'));
  first.add('one');
  first.keep();
  const nextDay = new DemoRecord(dir, new Date('2026-11-23T12:00:00Z'));
  expect([nextDay.has('one'), nextDay.has('two'), nextDay.asOf.toISOString()]).toEqual([true, false, '2026-11-22T12:00:00.000Z']);
  expect(new DemoRecord(dir, new Date('2026-11-30T12:00:00Z')).asOf.toISOString()).toBe('2026-11-30T12:00:00.000Z');
});
