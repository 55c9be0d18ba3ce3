/** The control digit of Swedish organisation and personal identity numbers: Luhn's rule over all the digits. */
const passesLuhn = (digits: string): boolean => {
  const sum = digits.split('').reverse().reduce((total, digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
};

/** True for a Swedish organisation number as it is written, `212000-2114`: third digit at least 2 (which tells it from a personal identity number) and the right check digit. */
export const isOrganisationNumber = (text: string): boolean =>
  /^\d{2}[2-9]\d{3}-\d{4}$/.test(text) && passesLuhn(text.replace('-', ''));
