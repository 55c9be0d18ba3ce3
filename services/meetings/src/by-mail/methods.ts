/** The methods of RFC 5546 §1.4. */
const methods = ['PUBLISH', 'REQUEST', 'REPLY', 'ADD', 'CANCEL', 'REFRESH', 'COUNTER', 'DECLINECOUNTER'] as const;
export type Method = (typeof methods)[number];

/** A method as it is written, in any case of letters; null for what is none. */
export const methodsOf = (text: string): Method | null => methods.find((method) => method === text.trim().toUpperCase()) ?? null;
