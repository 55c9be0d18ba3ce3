import { describe, expect, it } from '@jest/globals';
import { choicesIn, refusedFields } from './refused-fields.js';

const at = (pointer: string, code: string) => ({ slug: code, errors: [{ pointer, detail: 'x', code }] });

describe('the fields of a refusal', () => {
  it.each([
    ['/about', 'personal-identity-number', 'about'],
    ['/starts', 'meeting-in-the-past', 'date'],
    ['/starts', 'no-such-date', 'date'],
    ['/starts', 'local-time-does-not-exist', 'starts'],
    ['/ends', 'ends-before-start', 'ends'],
    ['/functions/2', 'unknown-participant', 'chosen'],
    ['/people/0', 'unknown-participant', 'chosen'],
    ['/groupId', 'unknown-group', 'groupId'],
  ])('%s of %s is shown at %s', (pointer, slug, field) => {
    expect(refusedFields(at(pointer, slug))).toEqual([{ field, slug }]);
  });

  it('are known for some rules without a pointer', () => {
    expect(refusedFields({ slug: 'nobody-invited', errors: [] })).toEqual([{ field: 'chosen', slug: 'nobody-invited' }]);
  });

  it('are none when the refusal is about the whole', () => {
    expect(refusedFields({ slug: 'unavailable', errors: [] })).toEqual([]);
    expect(refusedFields(at('/zone', 'malformed'))).toEqual([]);
  });
});

describe('a time that the clock shows twice', () => {
  const also = {
    choices: [
      { wall: '2027-10-31T02:30+02:00', instant: 'x' },
      { wall: '2027-10-31T02:30+01:00', instant: 'y' },
    ],
  };

  it('is offered as a choice at the field where it was typed', () => {
    expect(choicesIn([{ pointer: '/ends', detail: 'x', also }])).toEqual({ field: 'ends', times: ['2027-10-31T02:30+02:00', '2027-10-31T02:30+01:00'] });
  });

  it('is not offered when the hub tells no choices', () => {
    expect(choicesIn([{ pointer: '/starts', detail: 'x' }])).toBeUndefined();
    expect(choicesIn([{ pointer: '/starts', detail: 'x', also: { choices: 'no' } }])).toBeUndefined();
  });
});
