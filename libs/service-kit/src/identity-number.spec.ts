import { describe, expect, it } from '@jest/globals';
import { Problem } from '@knutpunkt/contracts';
import { holdsIdentityNumber, refuseIdentityNumbers } from './identity-number.js';

describe('a text with a personal identity number', () => {
  it.each([
    '201001159803', '20100115-9803', '1001159803', '100115-9803', '100115+9803', '100115 - 9803', '100115–9803', '20100115 9803', 'gäller 100115-9803, i går',
    '200303619985', '030361-9985', '20030361-9985', '１００１１５－９８０３', '١٠٠١١٥-٩٨٠٣', '100115\u200b-9803',
  ])('is recognised: %s', (text) => {
    expect(holdsIdentityNumber(text)).toBe(true);
  });

  it.each(['', '0221-250 00', '212000-2114', '2027-01-27 13.30', '100115-9804', 'KS 2027/1234', '12345678901234567890', '731 85 Köping'])('is not seen where there is none: %s', (text) => {
    expect(holdsIdentityNumber(text)).toBe(false);
  });

  it('is refused with the fields that hold it, and never repeated', () => {
    const refuse = (): void => refuseIdentityNumbers({ title: 'Lugnt', about: 'se 100115-9803', place: undefined });

    expect(refuse).toThrow(Problem);
    try {
      refuse();
    } catch (error) {
      expect((error as Problem).body.errors?.map((e) => e.pointer)).toEqual(['/about']);
      expect(JSON.stringify((error as Problem).body)).not.toContain('9803');
    }
  });
});
