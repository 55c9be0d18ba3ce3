/** One intended action: what is sent, and the Idempotency-Key that goes with it. */
export interface Attempt {
  readonly sent: string;
  readonly key: string;
}

/** The attempt that this request belongs to: the earlier one when the same is sent again, else a new one with a fresh key. */
export const attemptOf = (earlier: Attempt | undefined, sent: string, freshKey: () => string): Attempt =>
  earlier?.sent === sent ? earlier : { sent, key: freshKey() };
