/** What somebody asked for and what came of it. `unknown`: nobody has said, so it may be done, once, or not. */
export interface Deed {
  readonly key: string;
  /** What kind of thing it changes. */
  readonly on: 'meeting' | 'poll' | 'series' | 'agenda' | 'item' | 'action' | 'referral' | 'side';
  /** What it does to it, as the thing's own service calls it. */
  readonly what: string;
  readonly person: string;
  objectId?: string;
  /** True where a refusal is the right answer: what is another's, or has moved on meanwhile. */
  readonly forgivable?: boolean;
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

  /** How many were acknowledged of each kind. */
  kinds(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { on, what } of this.of('ok')) counts[`${on} ${what}`] = (counts[`${on} ${what}`] ?? 0) + 1;
    return counts;
  }

  /** The deeds on each thing of a kind, where the outcome of all of them is known; those that were refused are left out. */
  on(kind: Deed['on']): Map<string, Deed[]> {
    const all = new Map<string, Deed[]>();
    for (const deed of this.deeds.filter(({ on, objectId }) => on === kind && objectId)) all.set(deed.objectId!, [...(all.get(deed.objectId!) ?? []), deed]);
    return new Map([...all].filter(([, deeds]) => deeds.every(({ outcome }) => outcome !== 'unknown')).map(([id, deeds]) => [id, deeds.filter(({ outcome }) => outcome === 'ok')]));
  }

  /** What a thing must look like after these deeds. */
  static left(deeds: readonly Deed[]): Record<string, string> {
    return Object.assign({}, ...deeds.map(({ leaves }) => leaves)) as Record<string, string>;
  }
}
