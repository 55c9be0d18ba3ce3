import type { Action } from '@knutpunkt/access';
import { operations } from '@knutpunkt/contracts';
import { who } from './people.js';
import { parts, rows } from './rows.js';
import { writes } from './writes.js';

const summaryOf = (action: Action): string => [...new Set(operations.filter((op) => op.action === action).map(({ summary }) => summary))].join('; ').replaceAll('|', '/');
const lineOf = (line: string): string => `| ${line.split('|').map((cell) => cell.trim()).join(' | ')} |`;

/** The matrix as a page. */
export const page = (): string => `# Who may do what

Each line is put in three ways: to \`decide\`, the pure rules; to the hub over HTTP, through the gateway and the services; and to PostgreSQL under row-level security, as the service's own role. A line that the three answer differently fails the build, and so does a rule
without a line that it opens and a line that it does not. The table is \`tests/access/matrix.ts\`; this page is written from it.

**yes**: may do it, as far as the state of the thing allows. **refused**: sees the thing, and is told that this may not be done. **hidden**: for the one who asks the thing does not exist; the answer is the same as for what never was, and it is in no list and no count.
**shut out**: the hub does not know the one who asks, now.

## Who asks

| Who | What they are |
|---|---|
${Object.entries(who).map(([name, [, what]]) => `| ${name} | ${what} |`).join('\n')}

${parts.map(({ title, lines }) => `## ${title}\n\n| Who | What | May | Answer |\n|---|---|---|---|\n${lines.filter(Boolean).map(lineOf).join('\n')}\n`).join('\n')}
## What PostgreSQL lets through

Each change is tried in SQL, past every handler, as the service's own role in somebody's transaction, and taken back. Who is not let through is refused, or meets no row.

| Change | Lets through | Not |
|---|---|---|
${writes.map(({ what: change, may, mayNot }) => `| ${change} | ${may.join(', ') || 'nobody alone'} | ${mayNot.join(', ')} |`).join('\n')}

## What the actions are

| Action | What is asked |
|---|---|
| notification.count | How many notifications are unread |
${[...new Set(rows.map(({ action }) => action))].toSorted().map((action) => `| ${action} | ${summaryOf(action)} |`).join('\n')}
`;
