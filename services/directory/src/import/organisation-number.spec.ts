import { describe, expect, it } from '@jest/globals';
import { isOrganisationNumber } from './organisation-number.js';

describe('an organisation number', () => {
  it.each(['212000-2114', '212000-2080', '202100-0076', '232100-0172'])('%s is one', (number) => {
    expect(isOrganisationNumber(number)).toBe(true);
  });

  it('is refused with a wrong check digit', () => {
    expect(isOrganisationNumber('212000-2115')).toBe(false);
  });

  it('is refused when two neighbouring digits are swapped', () => {
    expect(isOrganisationNumber('212000-1214')).toBe(false);
  });

  it('is refused when its third digit makes it a personal identity number, though the check digit is right', () => {
    expect(isOrganisationNumber('811218-9876')).toBe(false);
  });

  it.each(['2120002114', '16212000-2114', '212000-211', ''])('is refused in the form "%s"', (number) => {
    expect(isOrganisationNumber(number)).toBe(false);
  });
});
