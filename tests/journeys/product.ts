const given = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the product has not been started`);
  return value;
};

/** Where the product answers, without a slash at the end. */
export const origin = (): string => new URL(given('JOURNEY_ORIGIN')).origin;

/** Where answers from calendars are handed in, host and port. */
export const answers = (): URL => new URL(given('JOURNEY_ANSWERS'));

/** Where the demo's mailbox answers, without a slash at the end. */
export const mailbox = (): string => new URL(given('JOURNEY_MAILBOX')).origin;
