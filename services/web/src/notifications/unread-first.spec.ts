import { expect, it } from '@jest/globals';
import { unreadFirst } from './unread-first.js';

it('puts matters with something unread first, newest first among each', () => {
  const matter = (name: string, unread: number, latest: string) => ({ name, unread, latest });
  const sorted = unreadFirst([
    matter('read new', 0, '2026-11-24T10:00:00Z'),
    matter('old', 1, '2026-11-20T10:00:00Z'),
    matter('read old', 0, '2026-11-01T10:00:00Z'),
    matter('new', 3, '2026-11-23T10:00:00Z'),
  ]);
  expect(sorted.map((one) => one.name)).toEqual(['new', 'old', 'read new', 'read old']);
});
