import { describe, expect, it } from '@jest/globals';
import { emptyDraft, inputOf, receiverFaults, textFault, textFaults, type Draft } from './draft.js';

const whole: Draft = { ...emptyDraft(), receiver: { value: 'f', label: 'Kommunpolis' }, title: 'Lägesbild', body: 'Hur ser det ut?', days: ' 10 ' };

describe('a request while it is written', () => {
  it('can be sent when it has a receiver, a title, a text and a number of days', () => {
    expect({ ...receiverFaults(whole), ...textFaults(whole) }).toEqual({});
    expect(inputOf(whole)).toMatchObject({ functionId: 'f', replyWithin: '10' });
  });

  it('is stopped where nothing has been written, field by field', () => {
    const nothing = { ...emptyDraft(), days: '' };
    expect(receiverFaults(nothing)).toEqual({ functionId: 'field.receiver.missing' });
    expect(textFaults(nothing)).toEqual({ title: 'field.title.missing', body: 'field.text.missing', replyWithin: 'field.days.invalid' });
  });

  it.each(['0', '61', '1.5', '-1', 'tio', '1e1'])('takes no %s for a number of working days', (days) => {
    expect(textFaults({ ...whole, days })).toEqual({ replyWithin: 'field.days.invalid' });
  });

  it('takes a title of one line only, and not a longer one than the hub does', () => {
    expect(textFaults({ ...whole, title: 'ett\ntvå' })).toEqual({ title: 'field.oneLine' });
    expect(textFaults({ ...whole, title: 'x'.repeat(10_000) })).toEqual({ title: 'field.tooLong' });
  });

  it('counts blanks as no text where there must be one', () => {
    expect(textFault('  \n ', { longest: 10, required: true })).toBe('field.text.missing');
    expect(textFault('', { longest: 10, required: false })).toBeUndefined();
    expect(textFault('elva tecken', { longest: 10, required: false })).toBe('field.tooLong');
  });
});
