import parsed from 'personnummer';
import { PersonalIdentityNumber, Problem } from '@knutpunkt/contracts';

// Its types describe an ES module, but Node gets the CommonJS one, whose export is the class itself.
const personnummer = parsed as unknown as { valid(text: string): boolean };

/** Ten or twelve digits as people write them: with hyphen, plus, dash or spaces between. */
const candidate = /(?<!\d)(?:\d{2})?\d{6}[ \t]*[-+\u2010-\u2015\u2212]?[ \t]*\d{4}(?!\d)/g;

/** Digits of any script, so that full-width or Arabic-Indic ones do not slip through. */
const westernDigits = (text: string): string =>
  text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => String(digitValue(digit))).replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '');

/** Decimal digits come in runs of ten, in order, in Unicode. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code <= 0x39 ? code - 0x30 : code - zero;
}

const normal = (found: string): string => found.replace(/\s/g, '').replace(/[\u2010-\u2015\u2212]/g, '-');

/** Whether a text holds a Swedish personal identity number or coordination number (folkbokföringslagen 18–18 a §§; check digit by Luhn), in any notation. */
export const holdsIdentityNumber = (text: string): boolean => (westernDigits(text).match(candidate) ?? []).some((found) => personnummer.valid(normal(found)));

/** Throws PersonalIdentityNumber naming each field that holds one. What was found is not repeated. */
export function refuseIdentityNumbers(fields: Record<string, string | undefined>): void {
  const errors = Object.entries(fields).filter(([, text]) => text && holdsIdentityNumber(text))
    .map(([field]) => ({ pointer: `/${field}`, detail: 'The text seems to contain a personal identity number. Remove it before saving.', code: PersonalIdentityNumber.slug }));
  if (errors.length) throw new Problem(PersonalIdentityNumber, { errors });
}
