/** What somebody asked for and what came of it. `unknown`: nobody has said, so it may be done, once, or not. */
export interface Deed {
  readonly key: string;
  readonly what: 'scheduled' | 'rescheduled' | 'cancelled' | 'replied';
  readonly person: string;
  meetingId?: string;
  outcome: 'ok' | 'refused' | 'unknown';
  /** The refusal's status and type. */
  why?: string;
  /** How often it was sent. */
  tries: number;
  /** What the object must look like afterwards. */
  readonly leaves: Record<string, string>;
}

/** The title of the meeting that a key calls. Without digits: some would look like a personal identity number, which is stopped. */
export const titleOf = (key: string): string => key.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!);

/** Everything that was asked for, in the order in which it was begun. */
export class History {
  readonly deeds: Deed[] = [];
  /** Answers that were no answers, by status; 0 where nobody answered. */
  readonly again = new Map<number, number>();

  /** How long answers took, in milliseconds. */
  private readonly took: number[] = [];

  answered(milliseconds: number): void {
    this.took.push(milliseconds);
  }

  /** How long an answer took that was slower than this share of them. */
  slowerThan(share: number): number {
    return Math.round([...this.took].sort((a, b) => a - b)[Math.floor(this.took.length * share)] ?? 0);
  }

  begin(deed: Omit<Deed, 'outcome' | 'tries'>): Deed {
    const begun: Deed = { ...deed, outcome: 'unknown', tries: 0 };
    this.deeds.push(begun);
    return begun;
  }

  count(status: number): void {
    this.again.set(status, (this.again.get(status) ?? 0) + 1);
  }

  of(outcome: Deed['outcome']): Deed[] {
    return this.deeds.filter((deed) => deed.outcome === outcome);
  }

  /** The deeds of each meeting, where the outcome of all of them is known. */
  meetings(): Map<string, Deed[]> {
    const all = new Map<string, Deed[]>();
    for (const deed of this.deeds.filter(({ meetingId }) => meetingId)) all.set(deed.meetingId!, [...(all.get(deed.meetingId!) ?? []), deed]);
    return new Map([...all].filter(([, deeds]) => deeds.every(({ outcome }) => outcome === 'ok')));
  }
}
