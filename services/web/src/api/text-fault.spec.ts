import { expect, it } from '@jest/globals';
import { line, prose } from '@knutpunkt/contracts';
import { faultsOfHub } from './use-faults.js';
import { textRefused } from './text-fault.js';

it.each<[string, string | undefined]>([
  ['Samråd', undefined], ['\u200fإيفا Nyström', undefined], ['Еvа', undefined], ['\u202eEva', 'field.unreadable'], ['a\0b', 'field.unreadable'], ['half \ud83d', 'field.unreadable'], ['x'.repeat(151), 'field.tooLong'], ['ett\ntvå', 'field.oneLine'],
])('a line %j is told why', (text, fault) => {
  expect(textRefused(line(150), text)).toBe(fault);
});

it('a text of several lines is too long or unreadable, and both are told alike where only the hub found it', () => {
  expect([textRefused(prose(20), 'ett\ntvå'), textRefused(prose(20), 'x'.repeat(10_000)), textRefused(prose(20), '\u2067x')]).toEqual([undefined, 'field.tooLong', 'field.unreadable']);
  expect(faultsOfHub({ slug: 'malformed', errors: [{ pointer: '/reason', detail: '', code: 'custom' }, { pointer: '/text', detail: '', code: 'too_big' }] })).toEqual({ reason: 'field.unreadable', text: 'field.tooLong' });
});
