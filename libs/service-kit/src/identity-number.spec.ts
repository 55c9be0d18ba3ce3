import { describe, expect, it } from '@jest/globals';
import { Problem } from '@knutpunkt/contracts';
import { holdsIdentityNumber, refuseIdentityNumbers } from './identity-number.js';

describe('a text with a personal identity number', () => {
  it.each([
    '201001159803', '20100115-9803', '1001159803', '100115-9803', '100115+9803', '100115 - 9803', '100115–9803', '20100115 9803', 'gäller 100115-9803, i går',
    '200303619985', '030361-9985', '20030361-9985', '１００１１５－９８０３', '١٠٠١١٥-٩٨٠٣', '100115\u200b-9803',
    '100115\n9803', '100115--9803', '100115.9803', '100115/9803', '100115_9803', '2010-01-15-9803', '10-01-15-9803', '2010.01.15-9803', '1 0 0 1 1 5 9 8 0 3', '2 0 1 0 0 1 1 5 9 8 0 3',
  ])('is recognised: %s', (text) => {
    expect(holdsIdentityNumber(text)).toBe(true);
  });

  it.each(['', '0221-250 00', '212000-2114', '2027-01-27 13.30', '100115-9804', 'KS 2027/1234', '12345678901234567890', '731 85 Köping', '2010-01-15 09.30–11.30', '2010-01-15 kl. 9803', 'Rum 100115 och 9803 stolar', '1 2 3 4 5 6 7 8 9'])('is not seen where there is none: %s', (text) => {
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

  it('is looked for in an address by its hyphen only: long numbers name meetings there', () => {
    expect(() => refuseIdentityNumbers({ link: 'https://video.example/j/1001159803' })).not.toThrow();
    expect(() => refuseIdentityNumbers({ link: 'https://video.example/20100115-9803' })).toThrow(Problem);
    expect(() => refuseIdentityNumbers({ link: 'https://video.example/?om=100115%2D9803' })).toThrow(Problem);
    expect(() => refuseIdentityNumbers({ link: 'https://video.example/%E0%A4%A' })).not.toThrow();
  });
});
