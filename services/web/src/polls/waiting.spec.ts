import { expect, it } from '@jest/globals';
import { waitsForMe } from './waiting.js';

const vote = { option: 1, vote: 'no' } as const;
const poll = (status: 'open' | 'closed', ...votes: (typeof vote)[][]) => ({ status, options: 2, mine: votes.map((mine) => ({ voter: 1, function: null, votes: mine })) });

it.each([
  ['nothing is answered', poll('open', []), true],
  ['one of two times is answered', poll('open', [vote]), true],
  ['a function that I hold has not answered', poll('open', [vote, { ...vote, option: 2 as 1 }], []), true],
  ['everything is answered', poll('open', [vote, vote]), false],
  ['I am not asked', poll('open'), false],
  ['it is closed', poll('closed', []), false],
])('a poll waits for me when %s: %#', (_, given, expected) => {
  expect(waitsForMe(given)).toBe(expected);
});
