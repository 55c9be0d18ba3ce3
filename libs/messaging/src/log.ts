/** What messaging needs of a logger; pino's logger fits. Only ids, names and counts are logged, never data. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
