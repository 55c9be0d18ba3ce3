import type { History } from './history.js';
import type { Platform } from './platform.js';

/** Where it is looked whether promises are kept. */
export type Evidence = Pick<Platform, 'see'> & { readonly mailbox: Pick<Platform['mailbox'], 'messages'> };

/** What it is when a promise is broken; to be late is the mildest. */
export type Breach = 'lost' | 'doubled' | 'leaked' | 'late';

/** A promise, and what breaks it: nothing, when it is kept. */
export interface Promised {
  readonly name: string;
  readonly against: readonly Breach[];
  readonly broken: (evidence: Evidence, history: History) => Promise<readonly unknown[]>;
}

/** What a question to the database gives is what breaks the promise. */
export const by = (sql: string): Promised['broken'] => async ({ see }) => see(sql);

/** Things whose count of facts, events and audit rows differ, or whose events have a gap. `acts` are the words of the audit log that go with an event; `loggedElsewhere` counts the events whose row is another thing's. */
export const onceEach = (table: string, acts: string, loggedElsewhere = '0'): string => {
  const [schema] = table.split('.');
  return `select t.id, t.facts, o.events, o.last, a.rows from ${table} t
    left join lateral (select count(*)::int as events, max(aggregate_version) as last from ${schema}.outbox where aggregate_id = t.id and not again) o on true
    left join lateral (select count(*)::int as rows from ${schema}.audit where ${acts}) a on true
    where t.facts <> o.events or t.facts <> coalesce(o.last, 0) or t.facts <> a.rows + ${loggedElsewhere}`;
};

/** Whether two lists hold the same, in any order. */
export const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
