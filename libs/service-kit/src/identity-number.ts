import parsed from 'personnummer';
import { PersonalIdentityNumber, Problem } from '@knutpunkt/contracts';

// Its types describe an ES module, but Node gets the CommonJS one, whose export is the class itself.
const personnummer = parsed as unknown as { valid(text: string): boolean };

/** Ten or twelve digits as people write them: a date in one piece, whatever stands before the last four; a date in parts, joined to the last four; each digit by itself. */
const candidates = [
  /(?<!\d)(?:\d{2})?\d{6}\s*[-+./_\u2010-\u2015\u2212]{0,2}\s*\d{4}(?!\d)/g,
  /(?<!\d)(?:\d{2})?\d{2}[-./ ]\d{2}[-./ ]\d{2}\s?[-+/_\u2010-\u2015\u2212]\s?\d{4}(?!\d)/g,
  /(?<!\d ?)(?:\d [\d ]?){0,2}(?:\d[ \u00a0]){9}\d(?!\d)/g,
];
/** In an address long numbers name meetings and rooms, so only what is written as an identity number counts. */
const candidateInAddress = /(?<!\d)(?:\d{2})?\d{6}[-+]\d{4}(?!\d)/g;

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

/** The digits alone, and the plus that says "hundred years or older". */
const normal = (found: string): string => {
  const digits = found.replace(/\D/g, '');
  return `${digits.slice(0, -4)}${found.includes('+') ? '+' : '-'}${digits.slice(-4)}`;
};

const among = (text: string, patterns: readonly RegExp[]): boolean => patterns.some((pattern) => (text.match(pattern) ?? []).some((found) => personnummer.valid(normal(found))));

/** Whether a text holds a Swedish personal identity number or coordination number (folkbokföringslagen 18–18 a §§; check digit by Luhn), in any notation. */
export const holdsIdentityNumber = (text: string): boolean => among(westernDigits(text), candidates);

const isAddress = (text: string): boolean => /^https:\/\/\S+$/.test(text);

const holds = (text: string): boolean => (isAddress(text) ? among(decoded(text), [candidateInAddress]) : holdsIdentityNumber(text));

/** An address as it is read; one that is not well encoded is read as it stands. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    if (error instanceof URIError) return address;
    throw error;
  }
}

/** Throws PersonalIdentityNumber naming each field that holds one. What was found is not repeated. */
export function refuseIdentityNumbers(fields: Record<string, string | undefined>): void {
  const errors = Object.entries(fields).filter(([, text]) => text && holds(text))
    .map(([field]) => ({ pointer: `/${field}`, detail: 'The text seems to contain a personal identity number. Remove it before saving.', code: PersonalIdentityNumber.slug }));
  if (errors.length) throw new Problem(PersonalIdentityNumber, { errors });
}
